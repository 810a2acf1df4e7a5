//! The same submissions give the same bytes, whichever store keeps them.

use super::{assessment::Assessment, country::Country};
use crate::own_database::OwnDatabase;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_stores_give_the_same_figures_to_the_byte() {
    let Some(database) = OwnDatabase::of(module_path!()).await else { return };
    let on_sqlite = tell(&Country::begin(None).await, [1, 2, 3, 4]).await;
    // Phones do not send in the same order twice.
    let on_postgres = tell(&Country::begin(Some(database)).await, [3, 1, 4, 2]).await;
    for (what, (one, other)) in ANSWERS.iter().zip(on_sqlite.iter().zip(&on_postgres)) {
        assert!(one.len() > 100, "{what}: {one}");
        assert!(one == other, "{what}:\n{one}\n{other}");
    }
}

/// What is compared.
const ANSWERS: [&str; 8] = [
    "/api/v1/public/operations/burundi/exercises/baseline_subarea/figures",
    "/api/v1/public/explain?figure=burundi/baseline_subarea/1/idps_individuals/BDI",
    "/api/v1/public/operations/burundi/exercises/baseline_subarea/rounds/1/hxl.csv",
    "/api/v1/public/operations/burundi/exercises/baseline_subarea/rounds/1/figures.csv",
    "/api/v1/public/operations/burundi/exercises/baseline_subarea/rounds/1/admin2.geojson",
    "/api/v1/public/operations/burundi/boundaries/1.geojson",
    "/v3/displacement/admin1?Admin0Pcode=BDI",
    "/v3/displacement/admin2?Admin0Pcode=BDI",
];

async fn tell(country: &Country, order: [u32; 4]) -> Vec<String> {
    for number in order {
        let (province, commune) = if number % 2 == 0 { ("BDI012", "BDI012004") } else { ("BDI001", "BDI001001") };
        let female = [i64::from(number), 10, 20, 30, 40];
        let colline = ["Kiremba", "Mugano", "Rugari", "École"][number as usize - 1];
        let id = country.receive(&Assessment { province, commune, colline, female, ..Assessment::new(number) }).await;
        country.approve(id).await;
    }
    let viewer = country.viewer().await;
    let mut answers = Vec::new();
    for path in ANSWERS {
        let answer = viewer.get(path).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        answers.push(answer.text);
    }
    answers
}
