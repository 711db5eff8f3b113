//! 折一只纸船。

use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub struct Boat {
    pub paper: String,
    folds: u8,
}

impl Boat {
    /// 还没有折的纸。
    pub fn new(paper: impl Into<String>) -> Self {
        Self { paper: paper.into(), folds: 0 }
    }

    pub fn fold(&mut self) -> Result<(), &'static str> {
        match self.folds {
            0..=6 => {
                self.folds += 1;
                Ok(())
            }
            _ => Err("纸折不动了"),
        }
    }
}

impl fmt::Display for Boat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（折了 {} 次）", self.paper, self.folds)
    }
}
