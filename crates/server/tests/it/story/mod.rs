//! The whole way, from a phone to a public figure anybody can trace back, told on SQLite and on PostgreSQL alike: one file per
//! topic. PostgreSQL takes part when `INZIRA_TEST_POSTGRES` holds the address of a server where databases may be created.

/// Makes two tests of each story: `sqlite::NAME` and `postgres::NAME`.
macro_rules! on_both_stores {
    ($($story:ident)*) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story($crate::story::country::Country::begin(None).await).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let name = concat!(module_path!(), "::", stringify!($story));
                    if let Some(database) = $crate::own_database::OwnDatabase::of(name).await {
                        super::$story($crate::story::country::Country::begin(Some(database)).await).await;
                    }
                }
            )*
        }
    };
}

mod assessment;
mod checking;
mod cleaning;
mod country;
mod delivery;

pub use assessment::Assessment;
pub use country::{BASELINE, Country};
pub use crosswalks::CROSSWALK_CHANGES;
pub use delivery::Delivery;
pub use registers::REGISTER_CHANGES;
pub use samples::SAMPLE_CHANGES;
pub use sites::SITE_CHANGES;

mod carried;
mod change;
mod change_recipes;
mod change_sites;
mod crosswalks;
mod editing;
mod encrypted;
mod events;
mod expected_sites;
mod figures;
mod filling;
mod getting_forms;
mod imports;
mod iraq;
mod provenance;
mod reform;
mod registers;
mod review;
mod rounds;
mod same_bytes;
mod samples;
mod sealed;
mod sites;
mod submitting;

/// How many sequences a test of random ones tries: `INZIRA_TEST_CASES`, or a few that a slow machine has done in a minute.
fn cases(few: u32) -> u32 {
    std::env::var("INZIRA_TEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}
