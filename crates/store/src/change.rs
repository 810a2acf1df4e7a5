//! Transactions that change what others may remember.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Changes made through one store, counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes(Arc<AtomicU64>);

/// A point in the order of changes; only good for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsOf {
    change: u64,
    second: i64,
}

impl Changes {
    pub fn as_of(&self, second: i64) -> AsOf {
        AsOf { change: self.0.load(Ordering::Acquire), second }
    }

    pub fn watch(&self, transaction: DatabaseTransaction) -> Change {
        Change { transaction, changes: self.clone() }
    }
}

/// A transaction that counts as a change once it is committed. Dropped, it is rolled back.
pub(crate) struct Change {
    transaction: DatabaseTransaction,
    changes: Changes,
}

impl Change {
    pub async fn commit(self) -> Result<(), DbErr> {
        let committed = self.transaction.commit().await;
        // Also where it failed: nobody can tell how far it came.
        self.changes.0.fetch_add(1, Ordering::Release);
        committed
    }
}

impl Deref for Change {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl ConnectionTrait for Change {
    fn get_database_backend(&self) -> DbBackend {
        self.transaction.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.transaction.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.transaction.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.transaction.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.transaction.query_all_raw(statement).await
    }
}
