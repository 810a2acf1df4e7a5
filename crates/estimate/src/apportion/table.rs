//! Tables whose rows and columns are both given: people by sex and by age, and nobody knows the cells.
//!
//! Method: the cells' quotas come from iterative proportional fitting of a pattern (Deming and Stephan 1940; without a pattern
//! they are row × column / total), then controlled rounding (Bacharach 1966; Cox and Ernst 1982) as a flow: each cell is
//! rounded up or down, rows and columns keep their totals, and the sum of the remainders rounded up is the largest possible,
//! so that this is the largest remainder method in two directions.

use super::ApportionError;
use crate::whole::{TooLarge, sum};
use serde::Serialize;

/// Whole people in each cell, row by row, and what they were rounded from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FittedTable {
    /// Rows of columns. Each row and each column adds up to its total.
    pub cells: Vec<Vec<u64>>,
    /// The fitted quotas: the same shape, people with decimals.
    pub quotas: Vec<Vec<f64>>,
}

/// Rounding takes time with the square of the cells: this many take about a second in a release build.
const MOST_CELLS: usize = 10_000;

/// Rounds of proportional fitting; a pattern without zeros needs a few.
const MOST_FITTINGS: usize = 2_000;

/// Remainders are compared in millionths of a person.
const MILLION: f64 = 1e6;

/// Divides people over a table of which the totals of the rows and of the columns are known.
///
/// `pattern`: rows of columns, any numbers in the proportions expected in the cells (a sample's, an earlier round's); without
/// one, rows and columns are taken as independent. A cell with 0 in the pattern stays 0.
///
/// Every cell is its quota rounded up or down. **Ties:** of tables that are equally near to the quotas, the one found first by
/// a search that takes rows and columns in the order given: the same input gives the same table.
///
/// # Errors
/// `TotalsDiffer` if rows and columns hold different people, `OtherShape`, `BadShare` (counted row by row) and
/// `PatternCannotFit` for the pattern, `TooManyCells` beyond 10,000 cells.
pub fn fit_table(rows: &[u64], columns: &[u64], pattern: Option<&[Vec<f64>]>) -> Result<FittedTable, ApportionError> {
    let (row_sum, column_sum) = (sum(rows.iter().copied())?, sum(columns.iter().copied())?);
    if row_sum != column_sum {
        return Err(ApportionError::TotalsDiffer { rows: row_sum, columns: column_sum });
    }
    let cells = rows.len().saturating_mul(columns.len());
    if cells > MOST_CELLS {
        return Err(ApportionError::TooManyCells { cells, limit: MOST_CELLS });
    }
    let seed = seed(rows.len(), columns.len(), pattern)?;
    let quotas = rake(rows, columns, seed)?;
    let cells = Rounding::of(rows, columns, &quotas)?.settle()?;
    Ok(FittedTable { cells, quotas })
}

fn seed(rows: usize, columns: usize, pattern: Option<&[Vec<f64>]>) -> Result<Vec<Vec<f64>>, ApportionError> {
    let Some(pattern) = pattern else { return Ok(vec![vec![1.0; columns]; rows]) };
    if pattern.len() != rows || pattern.iter().any(|row| row.len() != columns) {
        return Err(ApportionError::OtherShape { rows, columns });
    }
    for (part, share) in (1..).zip(pattern.iter().flatten()) {
        if crate::whole::billionths(*share).is_none() {
            return Err(ApportionError::BadShare { part, share: *share });
        }
    }
    Ok(pattern.to_vec())
}

/// Iterative proportional fitting, until every row is right when every column is.
fn rake(rows: &[u64], columns: &[u64], mut cells: Vec<Vec<f64>>) -> Result<Vec<Vec<f64>>, ApportionError> {
    let people: f64 = rows.iter().map(|row| *row as f64).sum();
    let near = (people * 1e-13).max(1e-7);
    for _ in 0..MOST_FITTINGS {
        for (row, total) in cells.iter_mut().zip(rows) {
            let factor = factor(*total, row.iter().sum())?;
            row.iter_mut().for_each(|cell| *cell *= factor);
        }
        for (column, total) in columns.iter().enumerate() {
            let factor = factor(*total, cells.iter().map(|row| row[column]).sum())?;
            cells.iter_mut().for_each(|row| row[column] *= factor);
        }
        let off = |(row, total): (&Vec<f64>, &u64)| (row.iter().sum::<f64>() - *total as f64).abs();
        if cells.iter().zip(rows).map(off).all(|off| off <= near) {
            return Ok(cells);
        }
    }
    Err(ApportionError::PatternCannotFit)
}

fn factor(total: u64, found: f64) -> Result<f64, ApportionError> {
    match total {
        0 => Ok(0.0),
        _ if found > 0.0 => Ok(total as f64 / found),
        _ => Err(ApportionError::PatternCannotFit),
    }
}

/// The rounding as a flow from rows to columns through the cells: one for each cell that is rounded up.
struct Rounding {
    down: Vec<Vec<u64>>,
    /// In millionths of a person; 0 for a cell that is whole.
    remainders: Vec<Vec<i64>>,
    up: Vec<Vec<bool>>,
    /// People a row, a column still lacks.
    rows: Vec<u64>,
    columns: Vec<u64>,
}

/// The best way to each row and column found so far: what it gains, and where it came from.
struct Ways {
    rows: Vec<Option<(i64, Option<usize>)>>,
    columns: Vec<Option<(i64, usize)>>,
}

impl Rounding {
    fn of(rows: &[u64], columns: &[u64], quotas: &[Vec<f64>]) -> Result<Self, ApportionError> {
        let split = |quota: &f64| {
            let (down, part) = (quota.floor(), ((quota - quota.floor()) * MILLION).round());
            if part >= MILLION { (down as u64 + 1, 0) } else { (down as u64, part as i64) }
        };
        let parts: Vec<Vec<(u64, i64)>> = quotas.iter().map(|row| row.iter().map(split).collect()).collect();
        let down: Vec<Vec<u64>> = parts.iter().map(|row| row.iter().map(|(down, _)| *down).collect()).collect();
        let lacks = |total: &u64, found: u64| total.checked_sub(found).ok_or(ApportionError::PatternCannotFit);
        let of_column = |column: usize| down.iter().map(|row| row[column]).sum();
        Ok(Self {
            rows: rows
                .iter()
                .zip(&down)
                .map(|(total, row)| lacks(total, row.iter().sum()))
                .collect::<Result<_, _>>()?,
            columns: columns
                .iter()
                .zip(0..)
                .map(|(total, at)| lacks(total, of_column(at)))
                .collect::<Result<_, _>>()?,
            remainders: parts.iter().map(|row| row.iter().map(|(_, part)| *part).collect()).collect(),
            up: vec![vec![false; columns.len()]; rows.len()],
            down,
        })
    }

    /// Rounds up one cell more at a time, always by the way that gains most, which may turn earlier ones round.
    fn settle(mut self) -> Result<Vec<Vec<u64>>, ApportionError> {
        while self.rows.iter().any(|lack| *lack > 0) {
            let ways = self.ways();
            self.take(&ways).ok_or(ApportionError::PatternCannotFit)?;
        }
        if self.columns.iter().any(|lack| *lack > 0) {
            return Err(ApportionError::PatternCannotFit);
        }
        let mut cells = self.down;
        for (cell, up) in cells.iter_mut().flatten().zip(self.up.iter().flatten()) {
            *cell = cell.checked_add(u64::from(*up)).ok_or(TooLarge)?;
        }
        Ok(cells)
    }

    /// Longest ways (Bellman and Ford) from rows that lack somebody.
    fn ways(&self) -> Ways {
        let start = |lack: &u64| (*lack > 0).then_some((0, None));
        let mut ways = Ways { rows: self.rows.iter().map(start).collect(), columns: vec![None; self.columns.len()] };
        for _ in 0..=self.rows.len() + self.columns.len() {
            if !self.lengthen(&mut ways) {
                break;
            }
        }
        ways
    }

    fn lengthen(&self, ways: &mut Ways) -> bool {
        let mut better = false;
        for (row, (remainders, up)) in self.remainders.iter().zip(&self.up).enumerate() {
            for (column, (remainder, up)) in remainders.iter().zip(up).enumerate() {
                if let (false, true, Some((gain, _))) = (*up, *remainder > 0, ways.rows[row])
                    && ways.columns[column].is_none_or(|(best, _)| gain + remainder > best)
                {
                    ways.columns[column] = Some((gain + remainder, row));
                    better = true;
                }
                if let (true, Some((gain, _))) = (*up, ways.columns[column])
                    && ways.rows[row].is_none_or(|(best, _)| gain - remainder > best)
                {
                    ways.rows[row] = Some((gain - remainder, Some(column)));
                    better = true;
                }
            }
        }
        better
    }

    /// Goes the way that gains most to a column that lacks somebody, from its end to its start.
    fn take(&mut self, ways: &Ways) -> Option<()> {
        let ends = ways.columns.iter().enumerate().filter(|(column, _)| self.columns[*column] > 0);
        let ends = ends.filter_map(|(column, way)| way.map(|(gain, _)| (gain, column)));
        // The first of equal ones.
        let (_, mut column) = ends.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        self.columns[column] -= 1;
        for _ in 0..=self.rows.len() + self.columns.len() {
            let (_, row) = ways.columns[column]?;
            self.up[row][column] = true;
            match ways.rows[row]?.1 {
                Some(before) => {
                    self.up[row][before] = false;
                    column = before;
                }
                None => {
                    self.rows[row] = self.rows[row].checked_sub(1)?;
                    return Some(());
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sex_and_age_both_given_keep_both_totals() {
        // The women, men and age bands of March 2020, without their cells.
        let (sexes, ages) = ([65_654, 51_585], [8_207, 22_275, 38_689, 42_206, 5_862]);
        let table = fit_table(&sexes, &ages, None).unwrap();
        for (row, total) in table.cells.iter().zip(sexes) {
            assert_eq!(row.iter().sum::<u64>(), total);
        }
        for (column, total) in ages.into_iter().enumerate() {
            assert_eq!(table.cells[0][column] + table.cells[1][column], total);
        }
        assert!((table.quotas[0][0] - 65_654.0 * 8_207.0 / 117_239.0).abs() < 1e-6);
    }

    #[test]
    fn a_pattern_leads_the_cells_and_its_zeros_stay() {
        let pattern = [vec![3.0, 1.0, 0.0], vec![1.0, 1.0, 2.0]];
        let table = fit_table(&[40, 40], &[40, 20, 20], Some(&pattern)).unwrap();
        assert_eq!(table.cells, [[30, 10, 0], [10, 10, 20]]);
    }

    #[test]
    fn of_equally_near_tables_the_first_is_taken() {
        assert_eq!(fit_table(&[1, 1], &[1, 1], None).unwrap().cells, [[1, 0], [0, 1]]);
    }

    #[test]
    fn what_cannot_be_fitted_is_refused() {
        assert_eq!(fit_table(&[5], &[4], None), Err(ApportionError::TotalsDiffer { rows: 5, columns: 4 }));
        let refused = |pattern: &[Vec<f64>]| fit_table(&[5, 5], &[5, 5], Some(pattern)).unwrap_err();
        assert_eq!(refused(&[vec![1.0, 1.0]]), ApportionError::OtherShape { rows: 2, columns: 2 });
        assert_eq!(refused(&[vec![1.0, 1.0], vec![0.0, 0.0]]), ApportionError::PatternCannotFit);
        assert_eq!(refused(&[vec![1.0, 1.0], vec![-1.0, 0.0]]), ApportionError::BadShare { part: 3, share: -1.0 });
        let lopsided = [vec![1.0, 0.0], vec![1.0, 0.0]];
        assert_eq!(fit_table(&[5, 5], &[5, 5], Some(&lopsided)), Err(ApportionError::PatternCannotFit));
        assert_eq!(fit_table(&[], &[], None).unwrap().cells, Vec::<Vec<u64>>::new());
    }

    /// All tables of zeros and ones on top of the rounded-down cells: what the flow must not be worse than.
    fn best_by_trying(rows: &[u64], columns: &[u64], quotas: &[Vec<f64>]) -> f64 {
        let flat: Vec<f64> = quotas.iter().flatten().copied().collect();
        let mut best = f64::INFINITY;
        for ups in 0_u32..1 << flat.len() {
            let cells: Vec<u64> = flat
                .iter()
                .enumerate()
                .map(|(at, quota)| (quota + 1e-7).floor() as u64 + u64::from(ups >> at & 1))
                .collect();
            let fits_rows = rows.iter().enumerate().all(|(row, total)| {
                cells[row * columns.len()..(row + 1) * columns.len()].iter().sum::<u64>() == *total
            });
            let fits_columns = columns
                .iter()
                .enumerate()
                .all(|(column, total)| cells.iter().skip(column).step_by(columns.len()).sum::<u64>() == *total);
            if fits_rows && fits_columns {
                best = best.min(cells.iter().zip(&flat).map(|(cell, quota)| (*cell as f64 - quota).abs()).sum());
            }
        }
        best
    }

    fn counted() -> impl Strategy<Value = (Vec<u64>, Vec<u64>, Vec<Vec<f64>>)> {
        // A table that exists gives totals that can be met.
        (1_usize..4, 1_usize..4).prop_flat_map(|(rows, columns)| {
            let cells = proptest::collection::vec(proptest::collection::vec(1_u64..400, columns), rows);
            let pattern = proptest::collection::vec(proptest::collection::vec(0.01_f64..9.0, columns), rows);
            (cells, pattern).prop_map(|(cells, pattern)| {
                let rows = cells.iter().map(|row| row.iter().sum()).collect();
                let columns = (0..cells[0].len()).map(|at| cells.iter().map(|row| row[at]).sum()).collect();
                (rows, columns, pattern)
            })
        })
    }

    proptest! {
        #[test]
        fn rows_and_columns_keep_their_people_and_no_table_is_nearer((rows, columns, pattern) in counted()) {
            let table = fit_table(&rows, &columns, Some(&pattern)).unwrap();
            for (row, total) in table.cells.iter().zip(&rows) {
                prop_assert_eq!(row.iter().sum::<u64>(), *total);
            }
            for (column, total) in columns.iter().enumerate() {
                prop_assert_eq!(table.cells.iter().map(|row| row[column]).sum::<u64>(), *total);
            }
            let off = |(cell, quota): (&u64, &f64)| (*cell as f64 - quota).abs();
            let offs: Vec<f64> = table.cells.iter().flatten().zip(table.quotas.iter().flatten()).map(off).collect();
            prop_assert!(offs.iter().all(|off| *off < 1.0 + 1e-6));
            let best = best_by_trying(&rows, &columns, &table.quotas);
            prop_assert!(offs.iter().sum::<f64>() <= best + 1e-4, "{offs:?} against {best}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn larger_tables_keep_their_people_too(
            cells in proptest::collection::vec(proptest::collection::vec(0_u64..5_000, 9), 30),
        ) {
            let rows: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
            let columns: Vec<u64> = (0..9).map(|at| cells.iter().map(|row| row[at]).sum()).collect();
            let table = fit_table(&rows, &columns, None).unwrap();
            prop_assert_eq!(table.cells.iter().map(|row| row.iter().sum()).collect::<Vec<u64>>(), rows);
            let found: Vec<u64> = (0..9).map(|at| table.cells.iter().map(|row| row[at]).sum()).collect();
            prop_assert_eq!(found, columns);
        }
    }
}
