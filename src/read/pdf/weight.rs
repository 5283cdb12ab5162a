//! Whether a font is bold.
//!
//! In: a run of glyphs, all of one font. Out: yes, no or not to be told. Not here: what boldness means for a paragraph.

use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{BezPath, ParamCurve, PathSeg};

/// Stem of a bold face in thousandths of an em: regular faces lie at 50 to 92 (Courier, Helvetica, Times), bold ones at
/// 105 to 150.
const BOLD_STEM: f64 = 103.0;

/// By the font's name and weight; where the file keeps neither (Type 1), by the thickness of an upright stem.
pub(super) fn is_bold(run: &GlyphRun<'_, '_>) -> Option<bool> {
    let outlines =
        || run.glyphs().iter().filter_map(|glyph| if let Glyph::Outline(o) = &**glyph { Some(o) } else { None });
    if let Some(data) = outlines().next().and_then(OutlineGlyph::font_data) {
        let name = data.postscript_name.unwrap_or_default().to_lowercase();
        let named = ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word));
        return Some(named || data.weight.is_some_and(|weight| weight >= 600));
    }
    outlines().find_map(stem).map(|stem| stem > BOLD_STEM)
}

/// Thickness of the first stem a little above the baseline, for letters that start with an upright one.
fn stem(glyph: &OutlineGlyph) -> Option<f64> {
    let Some(BfString::Char(letter)) = glyph.as_unicode() else { return None };
    "lihnmrkbpIHTLEFPDBRN"
        .contains(letter)
        .then(|| crossings(&glyph.outline(), 200.0))
        .and_then(|at| Some(at.get(1)? - at.first()?))
}

/// Where `path` crosses the height `y`, from left to right.
fn crossings(path: &BezPath, y: f64) -> Vec<f64> {
    let mut found = Vec::new();
    for segment in path.segments() {
        let steps = if matches!(segment, PathSeg::Line(_)) { 1 } else { 8 };
        for step in 0..steps {
            let (from, to) = (
                segment.eval(f64::from(step) / f64::from(steps)),
                segment.eval(f64::from(step + 1) / f64::from(steps)),
            );
            if (from.y <= y) != (to.y <= y) {
                found.push(from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x));
            }
        }
    }
    found.sort_by(f64::total_cmp);
    found
}
