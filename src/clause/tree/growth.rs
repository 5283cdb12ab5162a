//! Adding to the tree: clauses are opened and closed, text and rows widen those they stand in.
//!
//! In: spans. Out: nodes and runs. Not here: what a line is.

use super::{Builder, Open, Run};
use crate::clause::line::Line;
use crate::clause::{Clause, ClauseId, ClauseKind};
use crate::text::Span;

impl Builder<'_> {
    /// Index of the innermost clause that takes new text.
    pub(super) fn deepest(&self) -> usize {
        self.stack.iter().position(|open| open.dormant).unwrap_or(self.stack.len()).saturating_sub(1)
    }

    pub(super) fn current(&self) -> u32 {
        self.stack.get(self.deepest()).map_or(0, |open| open.node as u32)
    }

    /// Text without label after items belongs to what the list stands in, unless it is set in like the item.
    pub(super) fn settle(&mut self, line: &Line) {
        let nodes = &self.nodes;
        let keep = self.stack.iter().rposition(|open| {
            open.heading.is_some()
                || nodes[open.node].kind != ClauseKind::Item
                || line.indent > open.indent && line.indent > 0
        });
        // Parties are items with several lines each.
        if matches!(self.zone.kind, Some(ClauseKind::Preamble)) {
            return;
        }
        let keep = keep.unwrap_or(0);
        // A label on a line of its own waits for its text.
        let waiting = self
            .stack
            .last()
            .is_some_and(|open| !open.dormant && nodes[open.node].own.is_empty() && nodes.len() == open.node + 1);
        if waiting {
            return;
        }
        for open in self.stack.iter_mut().skip(keep + 1) {
            open.dormant = true;
        }
    }

    pub(super) fn text(&mut self, span: Span, intro: Option<u32>) {
        let span = span.trim(&self.document.text);
        if span.is_empty() {
            return;
        }
        self.extend(span);
        let clause = self.current();
        let continues =
            intro.is_none() && self.runs.last().is_some_and(|run| run.clause == clause) && self.carries_on(span);
        match self.runs.last_mut() {
            Some(run) if continues => run.span = run.span.join(span),
            _ => {
                let intro = intro.or_else(|| self.stack.get(self.deepest()).and_then(|open| open.intro));
                self.runs.push(Run { span, clause, intro });
            }
        }
    }

    fn carries_on(&self, span: Span) -> bool {
        let at = self.lines.partition_point(|line| line.span.end() <= span.start());
        self.lines.get(at).is_some_and(|line| line.continues)
    }

    /// Adds a stretch to the clause that takes text now, and to those around it.
    pub(super) fn extend(&mut self, span: Span) {
        let deepest = self.deepest();
        let childless = self.stack.get(deepest).is_some_and(|open| self.nodes.len() == open.node + 1);
        for open in &self.stack[..=deepest.min(self.stack.len().saturating_sub(1))] {
            let node = &mut self.nodes[open.node];
            node.span = node.span.join(span);
        }
        if childless && let Some(open) = self.stack.get(deepest) {
            let node = &mut self.nodes[open.node];
            node.own = if node.own.is_empty() {
                Span::new(span.start().max(node.own.start()), span.end())
            } else {
                node.own.join(span)
            };
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn node(
        &mut self,
        kind: ClauseKind,
        head: Span,
        label: Option<Span>,
        number: String,
        heading: Option<Span>,
        open: Open,
    ) {
        self.extend_parents(head);
        let parent = self.stack.last().map(|open| ClauseId(open.node as u32));
        let level = self.stack.len() as u8 + 1;
        self.push(
            Clause {
                kind,
                level,
                label,
                number,
                heading,
                span: head,
                own: Span::new(head.end(), head.end()),
                parent,
                end: 0,
            },
            open,
        );
    }

    fn extend_parents(&mut self, head: Span) {
        for open in &self.stack {
            let node = &mut self.nodes[open.node];
            node.span = node.span.join(head);
        }
    }

    pub(super) fn push(&mut self, clause: Clause, open: Open) {
        self.stack.push(Open { node: self.nodes.len(), ..open });
        self.nodes.push(clause);
    }

    /// Closes all but the outermost `keep` open clauses.
    pub(super) fn close(&mut self, keep: usize) {
        let end = self.nodes.len() as u32;
        for open in self.stack.drain(keep.min(self.stack.len())..) {
            self.nodes[open.node].end = end;
        }
    }
}
