//! What anybody can work out about withheld tables: the parent that is shown, minus everything shown below it.

use crate::table::Rule;
use crate::tree::Tree;

/// What is left of a shown table.
pub(crate) struct Residual {
    /// The withheld places that make it up, each with the total of what is not shown of it.
    hidden: Vec<u64>,
    cells: Vec<u64>,
}

impl Residual {
    /// What is left of `place`, which is shown, when the shown tables below it are subtracted.
    pub(crate) fn of(tree: &Tree<'_>, withheld: &[bool], place: usize) -> Self {
        let mut residual = Self { hidden: Vec::new(), cells: tree.cells(place).to_vec() };
        let mut below: Vec<usize> = tree.children[place].clone();
        while let Some(next) = below.pop() {
            if withheld[next] {
                residual.hidden.push(hidden_total(tree, withheld, next));
                below.extend(&tree.children[next]);
            } else {
                residual.subtract(tree.cells(next));
            }
        }
        residual
    }

    /// Tables that do not add up leave nothing to subtract from.
    fn subtract(&mut self, cells: &[u64]) {
        self.cells.iter_mut().zip(cells).for_each(|(rest, shown)| *rest = rest.saturating_sub(*shown));
    }

    /// Whether nothing can be learnt from it: no count of it is small, and no count of any withheld place is determined,
    /// even by somebody who knows how many people each place has in all.
    pub(crate) fn is_harmless(&self, rule: Rule) -> bool {
        let small = self.cells.iter().any(|count| (1..rule.threshold).contains(count));
        let total = self.cells.iter().sum();
        let mut people = self.hidden.iter().filter(|place| **place > 0);
        !small && people.all(|place| self.cells.iter().all(|count| is_open(*count, *place, total)))
    }
}

/// Of a withheld place, what is not shown below it either.
fn hidden_total(tree: &Tree<'_>, withheld: &[bool], place: usize) -> u64 {
    let shown: u64 =
        tree.children[place].iter().map(|child| tree.total(*child) - hidden_or_none(tree, withheld, *child)).sum();
    tree.total(place).saturating_sub(shown)
}

fn hidden_or_none(tree: &Tree<'_>, withheld: &[bool], place: usize) -> u64 {
    if withheld[place] { hidden_total(tree, withheld, place) } else { 0 }
}

/// Whether a cell of a place can still have more than one value, given how many there are of its kind (`count`), in its
/// place (`place`), and in all (`total`): the bounds of Fréchet. A kind nobody is of is no secret.
fn is_open(count: u64, place: u64, total: u64) -> bool {
    let least = (count + place).saturating_sub(total);
    let most = count.min(place);
    count == 0 || least < most
}
