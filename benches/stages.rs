//! What each stage costs on the longest agreement of the project, as Word, PDF and text, and the whole from cold start.
//!
//! `cargo bench` prints the shares; `cold` stages build their rules anew, as a single run of the program does.

use std::fs;
use std::path::PathBuf;

use divan::{Bencher, black_box};
use dpa_analyser::clause::segment;
use dpa_analyser::compare::compare;
use dpa_analyser::document::Document;
use dpa_analyser::extract::{Paper, extract};
use dpa_analyser::read::{Limits, read};
use dpa_analyser::report::html::{Place, page, part};
use dpa_analyser::report::terminal::About;
use dpa_analyser::report::{Tongue, report};
use dpa_analyser::rules::{Scan, View};
use dpa_analyser::text::Lang;
use dpa_analyser::value::Tables;
use dpa_analyser::{Options, Rules, analyse};

fn main() {
    divan::main();
}

fn bytes(form: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/nl-model-filled-well").join(form);
    fs::read(path).expect("the corpus is there")
}

fn document() -> Document {
    read(&bytes("source.pdf"), "source.pdf", "source.pdf", &Limits::default()).expect("the corpus is read").value
}

#[divan::bench(args = ["source.pdf", "source.docx", "source.txt"])]
fn a_read(bencher: Bencher<'_, '_>, form: &str) {
    let bytes = bytes(form);
    bencher.bench(|| read(black_box(&bytes), form, form, &Limits::default()));
}

#[divan::bench]
fn b_segment(bencher: Bencher<'_, '_>) {
    let document = document();
    bencher.bench(|| segment(black_box(&document)));
}

#[divan::bench]
fn c_rules_ready() -> Rules {
    Rules::built_in()
}

#[divan::bench]
fn d_scan_cold(bencher: Bencher<'_, '_>) {
    let document = document();
    let clauses = segment(&document);
    bencher.with_inputs(Rules::built_in).bench_refs(|rules| {
        let view = View::new(&document, &clauses, Lang::Nl, &[]);
        black_box(Scan::new(rules, &view).clauses_of(&[]).len())
    });
}

#[divan::bench]
fn e_extract_cold(bencher: Bencher<'_, '_>) {
    let document = document();
    let clauses = segment(&document);
    let view = View::new(&document, &clauses, Lang::Nl, &[]);
    bencher.with_inputs(Rules::built_in).bench_refs(|rules| {
        let scan = Scan::new(rules, &view);
        let paper = Paper::read(&scan, Tables::embedded());
        black_box(extract(&paper, &scan, Tables::embedded()))
    });
}

#[divan::bench]
fn f_paper_warm(bencher: Bencher<'_, '_>) {
    let document = document();
    let clauses = segment(&document);
    let rules = Rules::built_in();
    let view = View::new(&document, &clauses, Lang::Nl, &[]);
    let scan = Scan::new(&rules, &view);
    bencher.bench(|| Paper::read(&scan, Tables::embedded()).role_names());
}

#[divan::bench]
fn g_extract_warm(bencher: Bencher<'_, '_>) {
    let document = document();
    let clauses = segment(&document);
    let rules = Rules::built_in();
    let view = View::new(&document, &clauses, Lang::Nl, &[]);
    let scan = Scan::new(&rules, &view);
    let paper = Paper::read(&scan, Tables::embedded());
    bencher.bench(|| extract(&paper, &scan, Tables::embedded()));
}

#[divan::bench]
fn h_compare_warm(bencher: Bencher<'_, '_>) {
    let document = document();
    let clauses = segment(&document);
    let rules = Rules::built_in();
    let tables = Tables::embedded();
    let view = View::new(&document, &clauses, Lang::Nl, &[]);
    let scan = Scan::new(&rules, &view);
    let facts = extract(&Paper::read(&scan, tables), &scan, tables);
    bencher.bench(|| compare(&scan, &facts, None, tables.as_of()));
}

#[divan::bench]
fn i_report(bencher: Bencher<'_, '_>) {
    let rules = Rules::built_in();
    let bytes = bytes("source.pdf");
    let limits = Limits::default();
    let analysis = analyse(&bytes, "source.pdf", "source.pdf", &limits, &rules, &Options::default()).expect("read");
    bencher.bench(|| serde_json::to_string(&report(&analysis, Tongue::Nl)));
}

#[divan::bench]
fn j_whole_warm(bencher: Bencher<'_, '_>) {
    let rules = Rules::built_in();
    let bytes = bytes("source.pdf");
    bencher.bench(|| analyse(&bytes, "source.pdf", "source.pdf", &Limits::default(), &rules, &Options::default()));
}

#[divan::bench]
fn j_html(bencher: Bencher<'_, '_>) {
    let (rules, limits) = (Rules::built_in(), Limits::default());
    let bytes = bytes("source.pdf");
    let analysis = analyse(&bytes, "x.pdf", "x.pdf", &limits, &rules, &Options::default()).expect("it is read");
    let about = About::default();
    bencher.bench(|| {
        let place = Place { number: 1, many: false };
        page(&[part(black_box(&analysis), &about, Tongue::Nl, place, false)], &[], &about, Tongue::Nl)
    });
}

#[divan::bench]
fn k_whole_cold(bencher: Bencher<'_, '_>) {
    let bytes = bytes("source.pdf");
    bencher.bench(|| {
        let rules = Rules::built_in();
        analyse(&bytes, "source.pdf", "source.pdf", &Limits::default(), &rules, &Options::default()).map(|_| ())
    });
}
