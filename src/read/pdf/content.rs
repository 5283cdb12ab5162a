//! What a page paints: glyphs in the order of its content stream, rulings, and how much of it is image.
//!
//! In: a page of `hayro-syntax`. Out: a [`Sheet`] in points with the origin at the top left. Not here: words and lines.

use std::collections::BTreeMap;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::object::{Dict, Name, String as PdfString};
use hayro_syntax::page::Page;

use super::characters::{decode, guess, push_plain};
use super::sheet::{Glyph, Paper, Rule, Sheet, Turn, turn_of, turn_upright, turned_back};
use super::weight;

/// Rulings kept on a page; a drawing has more, a table does not.
const MOST_RULES: usize = 20_000;
/// Filled areas kept on a page for telling what they hide.
const MOST_FILLS: usize = 2_000;
/// Text smaller than this is not read by anyone (points).
const LEAST_SIZE: f32 = 1.0;
/// Colours nearer to each other than this cannot be told apart (per channel, 0 to 1).
const SAME_COLOUR: f32 = 0.06;
/// A ruling is thinner than this (points).
const RULE_WIDTH: f32 = 3.0;
/// Glyphs searched for an earlier copy of the same glyph in the same place.
const ECHO_WINDOW: usize = 400;

/// Paints `page` into a [`Sheet`], keeping at most `allowance` bytes of text.
pub(super) fn sheet<'a>(page: &Page<'a>, number: u32, cache: &InterpreterCache<'a>, allowance: usize) -> Sheet {
    let (width, height) = page.render_dimensions();
    let matrix = Affine::new(page.initial_transform(true).as_coeffs());
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut easel = Easel::new(number, width, height, allowance);
    for content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
        let mut context = Context::new(matrix, area, cache, page.xref(), settings);
        easel.late = content == RenderContent::ANNOTATIONS;
        easel.clips.clear();
        easel.marks.clear();
        interpret_page(page, &mut context, &mut easel);
    }
    easel.finish()
}

struct Fill {
    area: Rect,
    colour: [f32; 3],
    /// Glyphs painted before it: those it may cover.
    over: usize,
    opaque: bool,
}

struct Mark {
    artifact: bool,
    /// Replacement text, used once for the first glyph under the mark.
    actual: Option<String>,
    used: bool,
}

struct Easel {
    sheet: Sheet,
    allowance: usize,
    late: bool,
    clips: Vec<Rect>,
    /// Whether each open transparency group lets through what is below.
    groups: Vec<bool>,
    marks: Vec<Mark>,
    fills: Vec<Fill>,
    images: Vec<Rect>,
    /// Boldness of fonts already seen, by glyph key.
    weights: BTreeMap<u128, Option<bool>>,
    /// The glyph that was last found to be painted twice.
    echo: Option<usize>,
}

impl Easel {
    fn new(number: u32, width: f32, height: f32, allowance: usize) -> Self {
        let sheet = Sheet {
            number,
            width,
            height,
            glyphs: Vec::new(),
            text: String::new(),
            rules: Vec::new(),
            image_share: 0.0,
            unmapped: 0,
            cut: false,
        };
        Self {
            sheet,
            allowance,
            late: false,
            clips: Vec::new(),
            groups: Vec::new(),
            marks: Vec::new(),
            fills: Vec::new(),
            images: Vec::new(),
            weights: BTreeMap::new(),
            echo: None,
        }
    }

    fn page_area(&self) -> Rect {
        Rect::new(0.0, 0.0, f64::from(self.sheet.width), f64::from(self.sheet.height))
    }

    fn finish(mut self) -> Sheet {
        self.hide_covered();
        self.settle_inkless();
        turn_upright(&mut self.sheet);
        for glyph in self.sheet.glyphs.iter_mut().filter(|glyph| glyph.turn != Turn::Level) {
            if glyph.layer == Paper::Body {
                glyph.layer = Paper::Furniture;
            }
            let length = glyph.right - glyph.left;
            (glyph.left, glyph.base) = turned_back(glyph.left, glyph.base, -glyph.angle);
            glyph.right = glyph.left + length;
        }
        self.sheet
    }

    /// Text under an opaque area painted later is not seen.
    fn hide_covered(&mut self) {
        let mut budget: usize = 20_000_000;
        for fill in self.fills.iter().filter(|fill| fill.opaque && fill.over > 0) {
            budget = budget.saturating_sub(fill.over);
            if budget == 0 {
                return;
            }
            for glyph in &mut self.sheet.glyphs[..fill.over] {
                let (left, right) = (f64::from(glyph.left), f64::from(glyph.right));
                let (top, bottom) = (f64::from(glyph.base - glyph.size * 0.6), f64::from(glyph.base));
                if left >= fill.area.x0 && right <= fill.area.x1 && top >= fill.area.y0 && bottom <= fill.area.y1 {
                    glyph.layer = Paper::Hidden;
                }
            }
        }
    }

    /// Inkless text over a page-wide image is the text of a scan; anywhere else it is hidden.
    fn settle_inkless(&mut self) {
        if self.sheet.image_share < 0.5 {
            for glyph in self.sheet.glyphs.iter_mut().filter(|glyph| glyph.layer == Paper::Inkless) {
                glyph.layer = Paper::Hidden;
            }
        }
    }

    fn run_is_bold(&mut self, run: &GlyphRun<'_, '_>) -> Option<bool> {
        let Some(Drawn::Outline(first)) = run.glyphs().first().map(|glyph| &**glyph) else { return None };
        let key = hayro_interpret::CacheKey::cache_key(&first.identifier());
        if let Some(&bold) = self.weights.get(&key) {
            return bold;
        }
        let bold = weight::is_bold(run);
        self.weights.insert(key, bold);
        bold
    }

    /// The layer of a glyph whose origin lies at `at`.
    fn layer(&self, at: Point, size: f32, paint: &Paint<'_>, mode: &DrawMode) -> Paper {
        let inside = self.page_area().inflate(1.0, 1.0).contains(at)
            && self.clips.last().is_none_or(|clip| clip.inflate(f64::from(size), f64::from(size)).contains(at));
        if !inside || size < LEAST_SIZE {
            return Paper::Hidden;
        }
        if matches!(mode, DrawMode::Invisible) {
            return Paper::Inkless;
        }
        if let Paint::Color(colour) = paint {
            let [red, green, blue, alpha] = colour.to_rgba().components();
            if alpha < SAME_COLOUR || self.is_lost_in(at, size, [red, green, blue]) {
                return Paper::Hidden;
            }
        }
        if self.marks.iter().any(|mark| mark.artifact) { Paper::Furniture } else { Paper::Body }
    }

    /// Whether ink of this colour cannot be told from what lies below it. Only light ink is looked at: dark on dark
    /// does not happen by design and costs a search a glyph.
    fn is_lost_in(&self, at: Point, size: f32, ink: [f32; 3]) -> bool {
        if ink.iter().any(|channel| *channel < 0.85) {
            return false;
        }
        let spot = Point::new(at.x + f64::from(size) * 0.2, at.y - f64::from(size) * 0.3);
        if self.images.iter().any(|image| image.contains(spot)) {
            return false;
        }
        let ground = self.fills.iter().rev().find(|fill| fill.area.contains(spot)).map_or([1.0; 3], |fill| fill.colour);
        ink.iter().zip(ground).all(|(ink, ground)| (ink - ground).abs() < SAME_COLOUR)
    }

    fn push_glyph(&mut self, glyph: Glyph, characters: &str) {
        if self.sheet.text.len() + characters.len() > self.allowance {
            self.sheet.cut = true;
            return;
        }
        if self.is_echo(&glyph, characters) {
            return;
        }
        let start = self.sheet.text.len() as u32;
        self.sheet.text.push_str(characters);
        self.sheet.glyphs.push(Glyph { start, len: characters.len() as u16, ..glyph });
    }

    /// Fake bold and fill-then-stroke paint the same glyph twice in (nearly) the same place.
    fn is_echo(&mut self, glyph: &Glyph, characters: &str) -> bool {
        let sheet = &self.sheet;
        let same = |earlier: &Glyph| {
            let slack = glyph.size * 0.12;
            (earlier.left - glyph.left).abs() < slack
                && (earlier.base - glyph.base).abs() < slack
                && earlier.text(sheet) == characters
        };
        if let Some(next) = self.echo.map(|at| at + 1) {
            if sheet.glyphs.get(next).is_some_and(same) {
                self.echo = Some(next);
                return true;
            }
            self.echo = None;
        }
        let Some(last) = sheet.glyphs.last() else { return false };
        let forward = glyph.left > last.left + glyph.size * 0.12 || glyph.base > last.base + glyph.size;
        if forward || glyph.space {
            return false;
        }
        let from = sheet.glyphs.len().saturating_sub(ECHO_WINDOW);
        self.echo = sheet.glyphs[from..].iter().rposition(same).map(|at| from + at);
        self.echo.is_some()
    }

    fn push_segment(&mut self, from: Point, to: Point) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let flat = dx >= dy;
        if self.sheet.rules.len() >= MOST_RULES || dx.min(dy) > 1.0 || dx.max(dy) < 4.0 {
            return;
        }
        let rule = if flat {
            Rule { flat, at: from.y as f32, from: from.x.min(to.x) as f32, to: from.x.max(to.x) as f32 }
        } else {
            Rule { flat, at: from.x as f32, from: from.y.min(to.y) as f32, to: from.y.max(to.y) as f32 }
        };
        self.sheet.rules.push(rule);
    }

    /// A painted rectangle: a ruling when thin, else an area that may hide text.
    fn push_area(&mut self, area: Rect, props: &DrawProps<'_>) {
        let area = self.clips.last().map_or(area, |clip| area.intersect(*clip));
        let (width, height) = (area.width() as f32, area.height() as f32);
        if width.min(height) <= RULE_WIDTH {
            let middle = area.center();
            if width >= height {
                self.push_segment(Point::new(area.x0, middle.y), Point::new(area.x1, middle.y));
            } else {
                self.push_segment(Point::new(middle.x, area.y0), Point::new(middle.x, area.y1));
            }
            return;
        }
        let Paint::Color(colour) = &props.paint else { return };
        let [red, green, blue, alpha] = colour.to_rgba().components();
        if alpha < 0.05 || self.fills.len() >= MOST_FILLS {
            return;
        }
        let opaque = alpha > 0.98
            && props.blend_mode == BlendMode::Normal
            && props.soft_mask.is_none()
            && !self.groups.iter().any(|&thin| thin);
        self.fills.push(Fill { area, colour: [red, green, blue], over: self.sheet.glyphs.len(), opaque });
    }
}

/// The subpaths of `path`: corner points, and whether it is bent.
fn subpaths(path: &BezPath) -> Vec<(Vec<Point>, bool)> {
    let mut all: Vec<(Vec<Point>, bool)> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => all.push((vec![to], false)),
            PathEl::LineTo(to) => {
                if let Some((points, _)) = all.last_mut() {
                    points.push(to);
                }
            }
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                if let Some((points, bent)) = all.last_mut() {
                    points.push(to);
                    *bent = true;
                }
            }
            PathEl::ClosePath => {
                if let Some((points, _)) = all.last_mut()
                    && let Some(&first) = points.first()
                {
                    points.push(first);
                }
            }
        }
    }
    all
}

impl<'a> Device<'a> for Easel {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if path.elements().len() > MOST_RULES {
            return;
        }
        let path = props.transform * path.clone();
        let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        for (points, bent) in subpaths(&path) {
            if filled {
                let Some(&first) = points.first() else { continue };
                let area = points.iter().fold(Rect::from_points(first, first), |area, point| area.union_pt(*point));
                let upright = points
                    .windows(2)
                    .all(|pair| (pair[0].x - pair[1].x).abs() < 0.5 || (pair[0].y - pair[1].y).abs() < 0.5);
                if (!bent && upright) || area.width().min(area.height()) <= f64::from(RULE_WIDTH) {
                    self.push_area(area, &props);
                }
            } else if !bent {
                for pair in points.windows(2) {
                    self.push_segment(pair[0], pair[1]);
                }
            }
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_)) {
            self.push_area(props.transform.transform_rect_bbox(*rect), &props);
        } else {
            self.draw_path(&rect.to_path(0.1), props, mode);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let area = clip.path.bounding_box();
        self.push_clip_rect(&area);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        let area = self.clips.last().map_or(*rect, |outer| outer.intersect(*rect));
        self.clips.push(area);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.groups.push(opacity < 0.98 || mask.is_some() || blend_mode != BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if self.sheet.cut {
            return;
        }
        let bold = self.run_is_bold(run);
        for glyph in run.glyphs() {
            let matrix = props.transform * glyph.transform();
            let [a, b, c, d, x, y] = matrix.as_coeffs();
            let along = a.hypot(b);
            let size = ((a * d - b * c).abs() / along.max(1e-9) * 1000.0) as f32;
            if !(x.is_finite() && y.is_finite() && size.is_finite()) {
                continue;
            }
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width().unwrap_or(500.0),
                Drawn::Type3(drawn) => drawn.advance_width().unwrap_or(500.0),
            };
            let length = (f64::from(advance) * along) as f32;
            let size = if matches!(&**glyph, Drawn::Type3(_)) { type3_size(size, length) } else { size };
            let characters = self.characters(glyph);
            let Some(characters) = characters else { continue };
            let space = characters.chars().all(|c| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{200b}'));
            let (left, base) = (x as f32, y as f32);
            let layer = self.layer(Point::new(x, y), size, &props.paint, mode);
            let (right, turn, late) = (left + length, turn_of(a, b), self.late);
            let angle = if turn == Turn::Level { 0.0 } else { b.atan2(a) as f32 };
            let glyph = Glyph { left, right, base, size, start: 0, len: 0, bold, layer, space, late, turn, angle };
            self.push_glyph(glyph, &characters);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let area = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).intersect(self.page_area());
        let share = (area.area() / self.page_area().area().max(1.0)) as f32;
        self.sheet.image_share = self.sheet.image_share.max(share);
        if self.images.len() < MOST_FILLS {
            self.images.push(area);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let kind = properties.and_then(|dict| dict.get::<Name<'_>>(&b"Type"[..]).map(|name| name.as_ref().to_vec()));
        let artifact = tag == b"Artifact" && kind.as_deref().is_some_and(|kind| kind == b"Pagination");
        let actual = properties
            .and_then(|dict| dict.get::<PdfString<'_>>(&b"ActualText"[..]))
            .map(|text| decode(text.as_bytes()));
        self.marks.push(Mark { artifact, actual, used: false });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

impl Easel {
    /// The characters of a glyph; `None` when replacement text already stands for it.
    fn characters(&mut self, glyph: &Drawn<'_>) -> Option<String> {
        if let Some(mark) = self.marks.iter_mut().rev().find(|mark| mark.actual.is_some()) {
            let used = std::mem::replace(&mut mark.used, true);
            return if used { None } else { mark.actual.clone().filter(|text| !text.is_empty()) };
        }
        let mut text = String::new();
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => push_plain(&mut text, c),
            Some(BfString::String(s)) => s.chars().take(16).for_each(|c| push_plain(&mut text, c)),
            None => {
                let blank = matches!(glyph, Drawn::Outline(outline) if outline.outline().is_empty());
                self.sheet.unmapped += usize::from(!blank);
                text.push(if blank { ' ' } else { guess(glyph.char_code()).unwrap_or('\u{fffd}') });
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

/// Type 3 glyph spaces need not be a thousandth of an em; the width tells the size when it is far off.
fn type3_size(size: f32, length: f32) -> f32 {
    if size > length * 8.0 || size < length * 0.3 { length * 1.8 } else { size }
}
