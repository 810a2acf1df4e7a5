use crate::support::*;
use figures::{Engine, write_snapshot};
use std::time::Instant;
#[tokio::test]
async fn timing() {
    let records: Vec<_> = (0..1415).map(|n: i64| record(&format!("uuid:{n}"), &format!("BDI BDI0{:02} BDI0{:02}0{:02}", n%18, n%18, n%119), &[("idp_individuals", n),("idp_female_0",n%7)])).collect();
    let t=Instant::now(); let snapshot = write_snapshot(&baseline_schema(), &records).unwrap(); println!("snapshot {:?} {} bytes", t.elapsed(), snapshot.bytes.len());
    let t=Instant::now(); let engine = Engine::new(); println!("engine {:?}", t.elapsed());
    let inds=[pack_indicator("idps_individuals"), pack_indicator("idps_households")];
    let f=frame("baseline_subarea", &[]);
    for _ in 0..3 { let t=Instant::now(); let figs=engine.compute(&snapshot.bytes,&inds,&f).await.unwrap(); println!("compute both {:?} {}", t.elapsed(), figs.len()); 
    let t=Instant::now(); engine.explain(&snapshot.bytes,&inds[0],&figs[0].key,&f).await.unwrap(); println!("explain {:?}", t.elapsed()); }
}
