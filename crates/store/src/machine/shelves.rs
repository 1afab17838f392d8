//! Templates and style presets that the user has saved.

use worldreel_domain::time::Timestamp;

use super::MachineStore;
use crate::error::StoreError;
use crate::rows;

/// What is kept under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// Prompts with gaps.
    Templates,
    /// Looks.
    Presets,
}

impl Shelf {
    const fn name(self) -> &'static str {
        match self {
            Self::Templates => "templates",
            Self::Presets => "presets",
        }
    }
}

/// The name under which something is kept: upper and lower case are the same.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl MachineStore {
    /// What is on a shelf, by name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn shelf(&self, shelf: Shelf) -> Result<Vec<serde_json::Value>, StoreError> {
        let sql = "SELECT body FROM shelves WHERE shelf = ? ORDER BY folded";
        let found = sqlx::query(sql)
            .bind(shelf.name())
            .fetch_all(&self.readers)
            .await?;
        found
            .iter()
            .map(|row| rows::json(row, "shelves", "body"))
            .collect()
    }

    /// Puts something on a shelf. What was there under that name is given back.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn shelve(
        &self,
        shelf: Shelf,
        name: &str,
        body: &serde_json::Value,
        now: Timestamp,
    ) -> Result<Option<serde_json::Value>, StoreError> {
        let body = rows::to_json(body, "shelves", "body")?;
        let name = folded(name);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "SELECT body FROM shelves WHERE shelf = ? AND folded = ?";
                    let before = sqlx::query(sql)
                        .bind(shelf.name())
                        .bind(&name)
                        .fetch_optional(&mut *connection)
                        .await?;
                    let sql = "INSERT INTO shelves (shelf, folded, body, saved_at) \
                        VALUES (?, ?, ?, ?) ON CONFLICT (shelf, folded) \
                        DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at";
                    sqlx::query(sql)
                        .bind(shelf.name())
                        .bind(name)
                        .bind(body)
                        .bind(now.ms())
                        .execute(connection)
                        .await?;
                    before
                        .map(|row| rows::json(&row, "shelves", "body"))
                        .transpose()
                })
            })
            .await
    }

    /// Takes something off a shelf. False when there is nothing under that name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn unshelve(&self, shelf: Shelf, name: &str) -> Result<bool, StoreError> {
        let name = folded(name);
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "DELETE FROM shelves WHERE shelf = ? AND folded = ?";
                    let done = sqlx::query(sql)
                        .bind(shelf.name())
                        .bind(name)
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_name_is_the_same_in_upper_and_lower_case() {
        assert_eq!(folded(" Äpfel im HERBST "), folded("äpfel im herbst"));
    }
}
