//! What every submission needs to know of the store, read once and remembered until something changes.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};
use store::{AsOf, Store};

/// Values kept at most; anybody can ask for tokens that do not exist.
const MOST: usize = 10_000;

/// Values read from the store, by what was asked. All are forgotten when the store has changed, but for the arrival of
/// submissions; so only what does not depend on those may be kept here. Cheap to clone.
#[derive(Debug)]
pub struct Remembered<K, V>(Arc<RwLock<Kept<K, V>>>);

#[derive(Debug)]
struct Kept<K, V> {
    as_of: AsOf,
    values: HashMap<K, V>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Arc::new(RwLock::new(Kept { as_of: AsOf::default(), values: HashMap::new() })))
    }
}

impl<K, V> Clone for Remembered<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// What is remembered for `key`, or what `read` finds now.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn get<E>(&self, store: &Store, key: K, read: impl Future<Output = Result<V, E>>) -> Result<V, E> {
        let as_of = store.as_of();
        {
            let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(value) = kept.values.get(&key).filter(|_| kept.as_of == as_of) {
                return Ok(value.clone());
            }
        }
        let value = read.await?;
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.as_of != as_of || kept.values.len() >= MOST {
            // Also when another has moved it on meanwhile: then both are forgotten once too often, and none too seldom.
            *kept = Kept { as_of, values: HashMap::new() };
        }
        kept.values.insert(key, value.clone());
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};
    use store::{Deed, StoreError};

    #[tokio::test]
    async fn a_value_is_read_once_until_the_store_changes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None, Arc::new(vocab::SystemClock)).await.unwrap();
        let (remembered, reads) = (Remembered::default(), AtomicU32::new(0));
        let ask = async |key: u8| {
            let read = async { Ok::<_, StoreError>(reads.fetch_add(1, Ordering::Relaxed)) };
            remembered.get(&store, key, read).await.unwrap()
        };
        assert_eq!((ask(1).await, ask(1).await, ask(2).await, ask(1).await), (0, 0, 1, 0));
        store.audit(&[Deed::new("somebody", "form.opened", "form:x")]).await.unwrap();
        assert_eq!((ask(1).await, ask(1).await, ask(2).await), (2, 2, 3));
    }
}
