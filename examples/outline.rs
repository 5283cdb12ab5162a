use dpa_analyser::{clause, read};
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        let limits = read::Limits::default();
        let text = if bytes.starts_with(b"<") { let mut b=b"\n".to_vec(); b.extend(&bytes); b} else {bytes};
        let Ok(parsed) = read::read(&text, "x", "x", &limits) else { println!("unread {path}"); continue };
        let d = parsed.value;
        let c = clause::segment(&d);
        if mode == "json" {
            let mut out = Vec::new();
            for (i, n) in c.nodes.iter().enumerate() {
                out.push(serde_json::json!({"kind": n.kind.name(), "level": n.level, "number": n.number, "label": n.label.is_some(), "heading": n.heading.map(|_| c.heading_text(&d, clause::ClauseId(i as u32))), "parent": n.parent.map(|p| p.0)}));
            }
            println!("{}", serde_json::json!({"path": path, "nodes": out}));
        } else if mode == "time" {
            let t = std::time::Instant::now();
            for _ in 0..20 { std::hint::black_box(clause::segment(&d)); }
            println!("{} bytes {:?} {path}", d.text.len(), t.elapsed() / 20);
        } else if mode == "sentences" {
            for s in &c.sentences { println!("[{}] {}{}", c.reference(&d, s.clause), s.head.map(|h| format!("<{}> ", d.slice(c.sentences[h as usize].span).chars().take(30).collect::<String>())).unwrap_or_default(), d.slice(s.span).replace('\n', "⏎").chars().take(150).collect::<String>()); }
        } else if mode == "rows" {
            for r in &c.rows { println!("[{}] t{} {}{} {:?}", c.reference(&d, r.clause), r.table, if r.pair {"pair "} else {""}, r.head.map(|h| format!("head {h}")).unwrap_or_default(), r.cells.iter().map(|s| d.slice(*s).chars().take(40).collect::<String>()).collect::<Vec<_>>()); }
        } else {
            println!("=== {path}");
            for (i, n) in c.nodes.iter().enumerate() {
                if mode == "top" && n.level > 2 || mode == "heads" && n.level > 1 && n.heading.is_none() { continue }
                println!("{}{} {:?} [{}] {:?} | {}", "  ".repeat(n.level as usize - 1), n.kind.name(), n.label.map(|l| d.slice(l)).unwrap_or(""), c.reference(&d, clause::ClauseId(i as u32)), n.heading.map(|h| d.slice(h)).unwrap_or(""), d.slice(n.own).replace('\n', "⏎").chars().take(50).collect::<String>());
            }
        }
    }
}
