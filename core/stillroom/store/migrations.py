"""The database's form, version by version. A version once released is never changed; a new one is added below it."""

MIGRATIONS: tuple[str, ...] = (
    # 1: the first release
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE tools (name TEXT PRIMARY KEY, position INTEGER NOT NULL, tool TEXT NOT NULL);
    CREATE TABLE tool_sets (digest TEXT PRIMARY KEY, tools TEXT NOT NULL);
    CREATE TABLE tasks (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, family TEXT NOT NULL,
        split TEXT NOT NULL CHECK (split IN ('train', 'held_out')), task TEXT NOT NULL
    );
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, started REAL NOT NULL, finished REAL,
        spec TEXT NOT NULL, result TEXT NOT NULL
    );
    CREATE TABLE trajectories (
        id TEXT PRIMARY KEY, task TEXT NOT NULL, parent TEXT NOT NULL, method TEXT NOT NULL,
        tool_set TEXT NOT NULL REFERENCES tool_sets (digest), run TEXT NOT NULL REFERENCES runs (id),
        accepted INTEGER, created REAL NOT NULL, messages TEXT NOT NULL
    );
    CREATE INDEX trajectories_by_run ON trajectories (run, task);
    CREATE INDEX trajectories_by_task ON trajectories (task, accepted);
    CREATE TABLE executions (
        trajectory TEXT NOT NULL REFERENCES trajectories (id), position INTEGER NOT NULL, call TEXT NOT NULL, name TEXT NOT NULL,
        arguments TEXT NOT NULL, ok INTEGER NOT NULL, result TEXT NOT NULL, seconds REAL NOT NULL,
        PRIMARY KEY (trajectory, position)
    );
    CREATE TABLE verdicts (
        trajectory TEXT NOT NULL REFERENCES trajectories (id), stage TEXT NOT NULL, ok INTEGER NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (trajectory, stage)
    );
    CREATE TABLE scores (
        run TEXT NOT NULL REFERENCES runs (id), arm TEXT NOT NULL, task TEXT NOT NULL REFERENCES tasks (id),
        trajectory TEXT NOT NULL REFERENCES trajectories (id), exact INTEGER NOT NULL, name INTEGER NOT NULL, reason TEXT NOT NULL,
        completion_tokens INTEGER NOT NULL, seconds REAL NOT NULL,
        PRIMARY KEY (run, arm, task)
    );
    """,
    # a family stands on one side of the split, for good
    """
    CREATE INDEX tasks_by_family ON tasks (family, split);
    CREATE TRIGGER a_family_has_one_side BEFORE INSERT ON tasks
    WHEN NEW.family <> '' AND EXISTS (SELECT 1 FROM tasks WHERE family = NEW.family AND split <> NEW.split)
    BEGIN SELECT RAISE(ABORT, 'a family has one side'); END;
    CREATE TRIGGER a_task_keeps_its_side BEFORE UPDATE OF split ON tasks WHEN NEW.split <> OLD.split
    BEGIN SELECT RAISE(ABORT, 'a task keeps its side'); END;
    """,
    # what a person decided of a trajectory, and the newest trajectory of a task quickly found
    """
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY, trajectory TEXT NOT NULL REFERENCES trajectories (id), accepted INTEGER,
        note TEXT NOT NULL, created REAL NOT NULL
    );
    CREATE INDEX reviews_by_trajectory ON reviews (trajectory, id);
    CREATE INDEX trajectories_by_age ON trajectories (task, created, run, accepted);
    """,
    # calls that were made to fail
    """
    ALTER TABLE executions ADD COLUMN fault INTEGER NOT NULL DEFAULT 0;
    """,
    # what was paid for; and how many samples of a task did the same as this one
    """
    CREATE TABLE payments (
        run TEXT NOT NULL, purpose TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, prompt_tokens INTEGER NOT NULL,
        completion_tokens INTEGER NOT NULL, cost_usd REAL, seconds REAL NOT NULL, created REAL NOT NULL
    );
    CREATE INDEX payments_by_run ON payments (run);
    ALTER TABLE trajectories ADD COLUMN agreement REAL;
    """,
    # the newest trajectory of a task by one method quickly found
    """
    DROP INDEX trajectories_by_age;
    CREATE INDEX trajectories_by_method ON trajectories (task, method, created, run, accepted);
    """,
    # which task a call was paid for
    """
    ALTER TABLE payments ADD COLUMN task TEXT NOT NULL DEFAULT '';
    DROP INDEX payments_by_run;
    CREATE INDEX payments_by_task ON payments (run, task, cost_usd, seconds);
    """,
    # the newest trajectory of each task by each method, at hand: with it 100,000 of them are counted in a moment
    """
    CREATE TABLE taught (
        task TEXT NOT NULL, method TEXT NOT NULL, trajectory TEXT NOT NULL, accepted INTEGER, created REAL NOT NULL,
        PRIMARY KEY (task, method)
    ) WITHOUT ROWID;
    INSERT OR REPLACE INTO taught SELECT task, method, id, accepted, created FROM trajectories
    WHERE run IN (SELECT id FROM runs WHERE kind IN ('teach', 'review')) ORDER BY created;
    CREATE TRIGGER the_newest_is_at_hand AFTER INSERT ON trajectories
    WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run AND kind IN ('teach', 'review'))
    BEGIN INSERT OR REPLACE INTO taught VALUES (NEW.task, NEW.method, NEW.id, NEW.accepted, NEW.created); END;
    CREATE TRIGGER what_is_decided_is_at_hand AFTER UPDATE OF accepted ON trajectories
    BEGIN UPDATE taught SET accepted = NEW.accepted WHERE task = NEW.task AND method = NEW.method AND trajectory = NEW.id; END;
    CREATE TRIGGER what_is_gone_is_not_at_hand AFTER DELETE ON tasks
    BEGIN DELETE FROM taught WHERE task = OLD.id; END;
    CREATE INDEX trajectories_by_parent ON trajectories (parent) WHERE parent <> '';
    CREATE INDEX tasks_by_kind ON tasks (kind, split, position);
    """,
    # what tasks cover, counted and chosen from without reading them; and what is left of those that were taught and are gone
    """
    ALTER TABLE tasks ADD COLUMN tool TEXT AS (coalesce(json_extract(task, '$.made.cell.tool'),
        json_extract(task, '$.solution[0][0].name'), json_extract(task, '$.check.calls[0].name'), ''));
    ALTER TABLE tasks ADD COLUMN difficulty TEXT AS (coalesce(json_extract(task, '$.made.cell.difficulty'), ''));
    ALTER TABLE tasks ADD COLUMN persona TEXT AS (coalesce(json_extract(task, '$.made.cell.persona'), ''));
    ALTER TABLE tasks ADD COLUMN said TEXT AS (json_extract(task, '$.prompt'));
    ALTER TABLE tasks ADD COLUMN asked TEXT AS (coalesce(json_extract(task, '$.prompt[0]'), json_extract(task, '$.prompt')));
    ALTER TABLE tasks ADD COLUMN worked INTEGER AS (json_type(task, '$.solution') IS NOT NULL);
    ALTER TABLE tasks ADD COLUMN checked INTEGER AS
        (json_type(task, '$.solution') IS NOT NULL OR json_type(task, '$.check') IS NOT NULL);
    CREATE INDEX tasks_by_cell ON tasks (kind, split, tool, difficulty, persona, worked, checked, family, position);
    CREATE INDEX tasks_by_tool ON tasks (tool, position);
    CREATE TABLE former_tasks (id TEXT PRIMARY KEY, family TEXT NOT NULL, split TEXT NOT NULL, task TEXT NOT NULL);
    CREATE INDEX former_tasks_by_family ON former_tasks (family, split);
    DROP TRIGGER a_family_has_one_side;
    CREATE TRIGGER a_family_has_one_side BEFORE INSERT ON tasks
    WHEN NEW.family <> '' AND (EXISTS (SELECT 1 FROM tasks WHERE family = NEW.family AND split <> NEW.split)
        OR EXISTS (SELECT 1 FROM former_tasks WHERE family = NEW.family AND split <> NEW.split))
    BEGIN SELECT RAISE(ABORT, 'a family has one side'); END;
    CREATE TRIGGER what_is_back_is_at_hand AFTER INSERT ON tasks
    BEGIN
        INSERT OR REPLACE INTO taught SELECT task, method, id, accepted, created FROM trajectories
        WHERE task = NEW.id AND run IN (SELECT id FROM runs WHERE kind IN ('teach', 'review')) ORDER BY created;
    END;
    CREATE TABLE kept_scores (
        run TEXT NOT NULL REFERENCES runs (id), arm TEXT NOT NULL, task TEXT NOT NULL,
        trajectory TEXT NOT NULL REFERENCES trajectories (id), exact INTEGER NOT NULL, name INTEGER NOT NULL, reason TEXT NOT NULL,
        completion_tokens INTEGER NOT NULL, seconds REAL NOT NULL,
        PRIMARY KEY (run, arm, task)
    );
    INSERT INTO kept_scores SELECT * FROM scores;
    DROP TABLE scores;
    ALTER TABLE kept_scores RENAME TO scores;
    """,
    # several solutions of a task that all count
    """
    ALTER TABLE trajectories ADD COLUMN sample INTEGER NOT NULL DEFAULT 0;
    DROP INDEX trajectories_by_method;
    CREATE INDEX trajectories_by_method ON trajectories (task, method, created, run, accepted, sample);
    """,
    # whether the answer of a scored trajectory is right
    """
    ALTER TABLE scores ADD COLUMN answer INTEGER;
    """,
)
