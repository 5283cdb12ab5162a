//! How long the sentences of page one may be, so that the sheet is full and not fuller.
//!
//! In: how much each entry and each key fact has to say. Out: where to cut. Not here: the sheet itself (`first`), and how
//! it looks (`style.css`, whose sizes for print the numbers here follow).
//!
//! The page is laid out by a browser; what is reckoned here is on the large side, from the mean width of Arial at 8 pt.
//! Heights are in tenths of a point.

/// The height of A4 less its margins of 10 mm, and a line in reserve.
const SHEET: usize = 7850 - 100;
/// A line of text at 8 pt.
const LINE: usize = 100;
/// A heading of a block with the space around it.
const HEADING: usize = 180;
/// The space around an entry.
const ENTRY: usize = 38;
/// Characters on a line; of 131 measured on three agreements, less what is lost where lines break. A message is bold and
/// counts some more.
const COLUMNS: usize = 126;
const BOLD: usize = 107;
/// Characters beside the label of a key fact, and beside one in half the width.
const FACT: usize = 100;
const HALF: usize = 40;

/// From generous to narrow: lines an entry keeps whatever it has to say, and characters of a key fact.
const STEPS: [(usize, usize); 6] = [(4, 470), (3, 380), (3, 280), (3, 186), (2, 186), (1, 92)];

/// What an entry has to say, in characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    /// Clause and message.
    pub(super) message: usize,
    /// The sentences below it.
    pub(super) texts: Vec<usize>,
    /// Labels and place, which are not cut.
    pub(super) fixed: usize,
}

/// What else stands on the sheet, in characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// The two lists at the top, side by side.
    pub(super) identity: Vec<usize>,
    pub(super) model: Vec<usize>,
    /// The verdict and the state, one below the other.
    pub(super) verdict: Vec<usize>,
    /// Lists of entries, and those of which more is left.
    pub(super) lists: usize,
    pub(super) longer: usize,
    pub(super) facts: Vec<usize>,
    pub(super) left_out: Vec<usize>,
}

/// Where to cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Characters of a key fact and of a line about what was not assessed.
    pub(super) fact: usize,
    /// For each entry: characters of its message, and of each sentence.
    pub(super) entries: Vec<(usize, usize)>,
}

/// Cuts as little as makes the sheet fit, the longest entry first.
pub(super) fn fit(needs: &[Need], around: &Around) -> Cut {
    let full: Vec<usize> = needs.iter().map(|need| all(need).div_ceil(COLUMNS).max(1)).collect();
    let mut lines = full.clone();
    let mut fact = 0;
    for (least, most) in STEPS {
        fact = most;
        while height(&lines, around, fact) > SHEET && shorten(&mut lines, least) {}
        if height(&lines, around, fact) <= SHEET {
            break;
        }
    }
    let cut = |((need, &full), &lines): ((&Need, &usize), &usize)| {
        if lines < full { share(need, lines * COLUMNS) } else { (usize::MAX, usize::MAX) }
    };
    Cut { fact, entries: needs.iter().zip(&full).zip(&lines).map(cut).collect() }
}

/// Everything an entry says, as characters of common width.
fn all(need: &Need) -> usize {
    bold(need.message) + need.texts.iter().sum::<usize>() + need.fixed
}

fn bold(characters: usize) -> usize {
    characters * BOLD / 100
}

/// Takes a line from the longest entry, the last of several; none has fewer than `least` then.
fn shorten(lines: &mut [usize], least: usize) -> bool {
    match lines.iter_mut().max().filter(|lines| **lines > least) {
        Some(longest) => {
            *longest -= 1;
            true
        }
        None => false,
    }
}

fn height(lines: &[usize], around: &Around, fact: usize) -> usize {
    let below_each_other =
        |lengths: &[usize], columns: usize| -> usize { lengths.iter().map(|n| n.div_ceil(columns).max(1)).sum() };
    let cut = |lengths: &[usize]| -> Vec<usize> { lengths.iter().map(|&n| n.min(fact)).collect() };
    let top = below_each_other(&around.identity, HALF).max(below_each_other(&around.model, HALF));
    let entries: usize = lines.iter().map(|lines| ENTRY + lines * LINE).sum();
    let others = top
        + below_each_other(&around.verdict, COLUMNS)
        + around.longer
        + below_each_other(&cut(&around.facts), FACT)
        + below_each_other(&cut(&around.left_out), COLUMNS).max(1);
    // The title, and the headings of the top, the verdict, the facts, what was not assessed.
    (5 + around.lists) * HEADING + others * LINE + entries
}

/// Characters of the message and of each sentence so that all fit into `room`: short sentences leave theirs to long ones,
/// and the message goes before them.
fn share(need: &Need, room: usize) -> (usize, usize) {
    // Lines break at words, and each cut has its sign.
    let room = room.saturating_sub(need.fixed + 12);
    let message = bold(need.message);
    if message > room {
        return (room * 100 / BOLD, 0);
    }
    let mut room = room - message;
    let mut lengths = need.texts.clone();
    lengths.sort_unstable();
    let mut left = lengths.len();
    for length in lengths {
        if length * left > room {
            return (usize::MAX, room / left);
        }
        room -= length;
        left -= 1;
    }
    (usize::MAX, usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around() -> Around {
        Around {
            identity: vec![30; 6],
            model: vec![60; 4],
            verdict: vec![250, 80],
            lists: 2,
            longer: 2,
            facts: vec![90; 10],
            left_out: vec![],
        }
    }

    #[test]
    fn little_is_shown_whole() {
        let needs = vec![Need { message: 90, texts: vec![120, 80], fixed: 60 }; 4];
        let cut = fit(&needs, &around());
        assert_eq!(cut, Cut { fact: STEPS[0].1, entries: vec![(usize::MAX, usize::MAX); 4] });
    }

    #[test]
    fn much_is_cut_until_it_fits_and_short_sentences_last() {
        let mut needs = vec![Need { message: 170, texts: vec![190, 176], fixed: 60 }; 12];
        needs[3].texts = vec![190, 20];
        let cut = fit(&needs, &around());
        assert!(cut.entries.iter().all(|&(_, text)| text < 190), "{cut:?}");
        assert!(cut.entries[3].1 > cut.entries[2].1, "{cut:?}");
    }

    #[test]
    fn what_can_never_fit_ends_all_the_same() {
        let needs = vec![Need { message: 10_000, texts: vec![10_000; 3], fixed: 60 }; 12];
        let around = Around { facts: vec![100_000; 10], left_out: vec![100_000; 5], ..around() };
        let cut = fit(&needs, &around);
        assert_eq!(cut.fact, STEPS[5].1);
        assert!(cut.entries.iter().all(|&(message, text)| message <= 2 * COLUMNS && text == 0), "{cut:?}");
    }
}
