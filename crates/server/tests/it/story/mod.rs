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
mod country;
mod delivery;

pub use assessment::Assessment;
pub use country::{BASELINE, Country};
pub use delivery::Delivery;
pub use registers::REGISTER_CHANGES;

mod encrypted;
mod figures;
mod filling;
mod getting_forms;
mod imports;
mod registers;
mod review;
mod same_bytes;
mod sealed;
mod submitting;
