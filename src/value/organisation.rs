//! Names of organisations that bear a legal form: "Graviant B.V.", "Stichting Lumen".
//!
//! In: a text and its folded view. Out: [`Organisation`]s. Not here: names without a form, and roles.

use std::ops::Range;

use super::Tables;
use super::phrase::Phrases;
use super::schema::{FormPlace, LegalForm};
use crate::text::{Folded, Span, fold_word};

/// Longer runs of capitalised words are headings, not names.
const MOST_WORDS: usize = 10;

/// A line at least this long may break inside a name; a shorter one ends where its writer ended it.
const WRAPPED_LINE: usize = 50;

/// A name of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Where the whole name stands, form included.
    pub span: Span,
    /// The name without emphasis, white space collapsed.
    pub name: String,
    /// The legal form as written.
    pub form: String,
    /// The legal form's id in the table: `bv`, `gmbh`.
    pub form_id: String,
}

/// Legal forms and the words around names.
#[derive(Debug)]
pub(super) struct Forms {
    index: Phrases<usize>,
    not_first: Vec<String>,
    inner: Vec<String>,
    not_in_capitals: Vec<String>,
}

/// Every name that bears a legal form, by position.
pub fn find(tables: &Tables, text: &str, folded: &Folded) -> Vec<Organisation> {
    let forms = forms(tables);
    let written = written(tables, forms, text, folded);
    let mut found = ending_in_form(forms, text, &written);
    let closed: Vec<Span> = found.iter().map(|organisation| organisation.span).collect();
    for (span, form) in written.iter().filter(|(_, form)| form.place != FormPlace::After) {
        if closed.iter().any(|other| other.contains(*span)) {
            continue;
        }
        let other_form =
            written.iter().filter(|(_, form)| form.place != FormPlace::Before).map(|(other, _)| other.start());
        let others = closed.iter().map(|other| other.start()).chain(other_form);
        let ceiling = others.filter(|&start| start >= span.end()).min().unwrap_or(text.len());
        if let Some(end) = name_end(forms, text, *span, ceiling) {
            found.push(organisation(text, Span::new(span.start(), end), *span, form));
        }
    }
    found.sort_by_key(|organisation| organisation.span);
    found.dedup_by(|next, kept| next.span.start() < kept.span.end());
    found
}

/// Names with a form behind them; a form in front as well belongs to them: "Coöperatie Lumen U.A.".
fn ending_in_form(forms: &Forms, text: &str, written: &[(Span, &LegalForm)]) -> Vec<Organisation> {
    let mut found = Vec::new();
    for (at, (span, form)) in written.iter().enumerate().filter(|(_, (_, form))| form.place != FormPlace::Before) {
        let prior = at.checked_sub(1).map(|prior| written[prior]);
        let floor = prior.map_or(0, |(span, _)| span.end());
        let in_front = prior.filter(|(_, form)| form.place == FormPlace::Before).map(|(span, _)| span);
        if let Some(start) = name_start(forms, text, *span, floor, in_front) {
            found.push(organisation(text, Span::new(start, span.end()), *span, form));
        }
    }
    found
}

/// The legal form that `name` bears, the longest one at its end or start.
pub fn legal_form<'t>(tables: &'t Tables, name: &str) -> Option<&'t LegalForm> {
    let folded = Folded::new(name);
    let written = written(tables, forms(tables), name, &folded);
    written.iter().rev().find(|(_, form)| form.place != FormPlace::Before).or(written.first()).map(|(_, form)| *form)
}

/// Whether two names mean one organisation: the same letters and digits, legal forms and articles aside.
pub fn same(tables: &Tables, a: &str, b: &str) -> bool {
    let (a, b) = (core(tables, a), core(tables, b));
    !a.is_empty() && a == b
}

fn core(tables: &Tables, name: &str) -> String {
    let forms = forms(tables);
    let folded = fold_word(name);
    let mut kept = String::new();
    let mut from = 0;
    for (range, _) in forms.index.find(&folded) {
        kept += &folded[from..range.start];
        from = range.end;
    }
    kept += &folded[from..];
    let words = kept.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.skip_while(|word| matches!(*word, "de" | "het" | "the" | "der" | "die" | "la" | "le")).collect()
}

fn forms(tables: &Tables) -> &Forms {
    tables.built.forms.get_or_init(|| {
        let table = &tables.legal_forms;
        let spellings = table.form.iter().enumerate();
        Forms {
            index: Phrases::new(
                spellings.flat_map(|(at, form)| form.spellings.iter().map(move |spelling| (spelling, at))),
            ),
            not_first: table.names.not_first.clone(),
            inner: table.names.inner.clone(),
            not_in_capitals: table.names.not_in_capitals.clone(),
        }
    })
}

/// Where legal forms are written with the capitals of one of their spellings.
fn written<'t>(tables: &'t Tables, forms: &Forms, text: &str, folded: &Folded) -> Vec<(Span, &'t LegalForm)> {
    let view = folded.as_str();
    let table = &tables.legal_forms.form;
    let mut found = Vec::new();
    let mut from = 0;
    for at in super::phrase::word_starts(view) {
        if at < from {
            continue;
        }
        let spelled = forms.index.all_at(view, at).find_map(|(len, &form)| {
            let span = with_dot(text, folded.span_of(at..at + len));
            is_spelling(&table[form], span.of(text)).then_some((len, span, &table[form]))
        });
        if let Some((len, span, form)) = spelled {
            from = at + len;
            found.push((span, form));
        }
    }
    found
}

/// "B.V" with the dot that belongs to it when the form has one there.
fn with_dot(text: &str, span: Span) -> Span {
    span.trim_matches(text, |c| matches!(c, '*' | '_' | '`'))
}

fn is_spelling(form: &LegalForm, written: &str) -> bool {
    let plain: String = written.chars().filter(|c| !matches!(c, '*' | '_' | '`')).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    form.spellings.contains(&plain)
}

/// One word of a text.
struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
}

/// Goes back from a form over the words of a name, as far as the form before; its first byte.
fn name_start(forms: &Forms, text: &str, form: Span, floor: usize, in_front: Option<Span>) -> Option<usize> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = form.start();
    while words.len() < MOST_WORDS {
        let Some(word) = word_before(text, end, floor) else { break };
        if !belongs(forms, &word, words.is_empty()) || bracketed_role(forms, word.text) {
            break;
        }
        let opens = word.text.starts_with(['(', '"', '“', '„', '«', '\'']) && !word.text.contains(')');
        end = word.range.start;
        words.push(word);
        if opens {
            break;
        }
    }
    words.reverse();
    let mut rest = words.as_slice();
    if let Some(front) = in_front.filter(|front| text[front.end()..end].trim().is_empty()) {
        let joint = rest.iter().rposition(|word| matches!(word.text, "en" | "and" | "und" | "et"));
        let Some(joint) = joint else { return first_of_name(forms, rest).map(|_| front.start()) };
        rest = &rest[joint + 1..];
    }
    let first = first_of_name(forms, rest)?;
    let shouted = forms.not_in_capitals.iter().any(|word| word == form.of(text))
        && rest.iter().all(|word| !word.text.contains(char::is_lowercase));
    let named = rest.iter().any(|word| word.text.contains(char::is_alphabetic));
    (named && !shouted).then(|| opening(text, first))
}

/// The first word that is no article, role word or joining word.
fn first_of_name<'w>(forms: &Forms, words: &'w [Word<'w>]) -> Option<&'w Word<'w>> {
    words.iter().find(|word| {
        let plain = word.text.trim_matches(|c: char| !c.is_alphanumeric());
        let outside = |list: &[String]| !list.iter().any(|other| other == plain);
        !plain.is_empty() && outside(&forms.not_first) && outside(&forms.inner)
    })
}

/// Past an opening bracket or quotation mark.
fn opening(text: &str, word: &Word) -> usize {
    let lead = word.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let offset = word.text.len() - lead.len();
    if word.text.starts_with('(') && word.text.ends_with(')') {
        return word.range.start;
    }
    let start = word.range.start + offset;
    // emphasis inside the brackets is not part of the name
    Span::new(start, word.range.end).trim_matches(text, |c| matches!(c, '*' | '_' | '`')).start()
}

/// Whether a word can be part of a name; `last` for the word next to the form.
fn belongs(forms: &Forms, word: &Word, last: bool) -> bool {
    let plain = word.text.trim_matches(|c| matches!(c, '*' | '_' | '`'));
    let plain = if last { plain.trim_end_matches(',') } else { plain };
    if plain.is_empty()
        || plain.ends_with([',', ';', ':', '?', '!', '|', '”', '"'])
        || (plain.ends_with(')') && !plain.starts_with('('))
    {
        return false;
    }
    if plain.ends_with('.') && !initials(plain) {
        return false;
    }
    let mut letters = plain.chars().skip_while(|c| matches!(c, '(' | '"' | '“' | '„' | '«' | '\'' | '*' | '_'));
    let first = letters.next();
    let domain = last && plain.contains('.') && plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let brand = last && plain.chars().any(char::is_uppercase);
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || domain
        || brand
        || (!last && forms.inner.iter().any(|inner| inner == plain))
}

/// "(Auftraggeber)" says what the party before it is called; a name that follows begins behind it.
fn bracketed_role(forms: &Forms, word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| forms.not_first.iter().any(|role| role == inner))
}

/// "J.", "St.", "U.S.": a dot that ends no sentence.
fn initials(word: &str) -> bool {
    word.chars().count() <= 3 || word.matches('.').count() > 1
}

/// The word before byte `end`, not past `floor`, a line end that ends a name, or more than a space.
fn word_before(text: &str, end: usize, floor: usize) -> Option<Word<'_>> {
    let head = text.get(floor..end)?;
    let trimmed = head.trim_end();
    let gap = &head[trimmed.len()..];
    if trimmed.is_empty() || gap.chars().filter(|&c| c == '\n').count() > 1 || gap.contains('\t') {
        return None;
    }
    let line = trimmed.rsplit('\n').next().unwrap_or("");
    if gap.contains('\n') && line.chars().count() < WRAPPED_LINE {
        return None;
    }
    let start = trimmed
        .rfind(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '<' | '>'))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let range = floor + start..floor + trimmed.len();
    (!range.is_empty()).then(|| Word { text: &text[range.clone()], range })
}

/// Goes forward from a form in front over the words of a name; one past its last byte.
fn name_end(forms: &Forms, text: &str, form: Span, ceiling: usize) -> Option<usize> {
    let mut end = None;
    let mut at = form.end();
    let mut pending = 0;
    for _ in 0..MOST_WORDS {
        let Some(word) = word_after(text, at, ceiling) else { break };
        let plain = word.text.trim_matches(|c: char| !c.is_alphanumeric());
        let stops = word.text.ends_with([',', ';', ':', '.', ')', '”', '"', '?', '!']);
        let opens = word.text.starts_with(['(', '"', '“']) && end.is_some();
        let named = plain.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !opens;
        let first_word = end.is_none() && forms.not_first.iter().any(|word| word == plain) && pending == 0;
        if named && !first_word {
            let core = word.text.trim_end_matches(|c: char| !c.is_alphanumeric());
            end = Some(word.range.start + core.len());
            pending = 0;
        } else if forms.inner.iter().any(|inner| inner == word.text) && !stops && pending < 3 {
            pending += 1;
        } else {
            break;
        }
        if stops {
            break;
        }
        at = word.range.end;
    }
    end
}

fn word_after(text: &str, at: usize, ceiling: usize) -> Option<Word<'_>> {
    let rest = text.get(at..ceiling.max(at))?;
    let trimmed = rest.trim_start_matches(['*', '_', '`']).trim_start_matches([' ', '\u{a0}']);
    let start = at + rest.len() - trimmed.len();
    let len = trimmed.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(trimmed.len());
    (len > 0).then(|| Word { range: start..start + len, text: &trimmed[..len] })
}

fn organisation(text: &str, span: Span, form_span: Span, form: &LegalForm) -> Organisation {
    let plain = |span: Span| {
        let kept: String = span.of(text).chars().filter(|c| !matches!(c, '*' | '_' | '`')).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Organisation { span, name: plain(span), form: plain(form_span), form_id: form.id.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found = find(Tables::embedded(), text, &Folded::new(text));
        let names: Vec<_> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, expect, "{text}");
    }

    #[test]
    fn names_that_end_in_a_form() {
        check("De Verwerker is Graviant B.V., gevestigd te Utrecht", &["Graviant B.V."]);
        check("Amazon Web Services EMEA SARL (Luxemburg)", &["Amazon Web Services EMEA SARL"]);
        check("Foo GmbH & Co. KG und Bar AG", &["Foo GmbH & Co. KG", "Bar AG"]);
        check("PayPal (Europe) S.à r.l. et Cie", &["PayPal (Europe) S.à r.l."]);
        check("de besloten vennootschap met beperkte aansprakelijkheid Delvora BV", &["Delvora BV"]);
        check("Example Software, Inc. and Other Ltd", &["Example Software, Inc.", "Other Ltd"]);
        check("bij **Classid BV**, te Gent", &["Classid BV"]);
        check("Van Dijk en Zonen B.V.", &["Van Dijk en Zonen B.V."]);
        check("team.blue NV", &["team.blue NV"]);
        check("| Hosting | Contabo GmbH | DE |", &["Contabo GmbH"]);
        check("(“Graviant B.V.”)", &["Graviant B.V."]);
        check("Verwerker:\nGraviant B.V.", &["Graviant B.V."]);
        check("Softwarehuis Przyklad Sp. z o.o.", &["Softwarehuis Przyklad Sp. z o.o."]);
        check("eduFlow BV", &["eduFlow BV"]);
    }

    #[test]
    fn names_that_open_with_a_form() {
        check("Stichting Openbaar Onderwijs Lumen, gevestigd te Ede", &["Stichting Openbaar Onderwijs Lumen"]);
        check("Stichting Lumen voor Primair Onderwijs te Ede", &["Stichting Lumen voor Primair Onderwijs te Ede"]);
        check("vzw Bar en vzw Baz", &["vzw Bar", "vzw Baz"]);
        check("Bar vzw", &["Bar vzw"]);
        check("Coöperatie Lumen U.A.", &["Coöperatie Lumen U.A."]);
        check("Vereniging Ouders & Onderwijs", &["Vereniging Ouders & Onderwijs"]);
        check("Stichting Lumen en Graviant B.V. sluiten", &["Stichting Lumen", "Graviant B.V."]);
        check("NV Combinatie", &["NV Combinatie"]);
    }

    #[test]
    fn what_is_no_name() {
        check("de stichting is opgericht", &[]);
        check("1234 AB Utrecht", &[]);
        check("AUTHORISED SUB-PROCESSORS AS LISTED", &[]);
        check("een B.V. of N.V.", &[]);
        check("De B.V. verwerkt", &[]);
        check(
            "der Lindner GmbH, Graz (Auftraggeber) und der Wolkenhaus GmbH, Wien (Auftragnehmer)",
            &["Lindner GmbH", "Wolkenhaus GmbH"],
        );
        check("as is, in an SE Asian country", &[]);
        check("", &[]);
        check("B.V.", &[]);
    }

    #[test]
    fn the_form_is_told_apart() {
        let form = |name: &str| legal_form(Tables::embedded(), name).map(|form| form.id.as_str());
        assert_eq!(form("Foo GmbH & Co. KG"), Some("gmbh-co-kg"));
        assert_eq!(form("Graviant B.V."), Some("bv"));
        assert_eq!(form("Stichting Lumen"), Some("stichting"));
        assert_eq!(form("Lumen"), None);
    }

    #[test]
    fn one_organisation_under_two_spellings() {
        let same = |a: &str, b: &str| same(Tables::embedded(), a, b);
        assert!(same("TransIP B.V.", "Trans IP"));
        assert!(same("Graviant BV", "GRAVIANT B.V."));
        assert!(same("Contabo", "Contabo GmbH"));
        assert!(!same("Graviant", "Delvora"));
        assert!(!same("B.V.", "N.V."));
    }
}
