"""Tables of the index, and the version that its readers and builders must share.

A query resolves names first and joins facts last, so the tables are of two kinds: what
names there are (`name`, `gram`, `term`), each distinct text once whatever number of facts
bears it, and what is told of them (`fact`, `sentence`, `source`).
"""

VERSION = 1  # a database of another version is built anew

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, sid TEXT, json TEXT);
CREATE TABLE sentence (id INTEGER PRIMARY KEY, source INTEGER, quote TEXT, line INTEGER,
  note TEXT);
CREATE TABLE subject (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, part_of INTEGER,
  facts INTEGER, qualifier TEXT);
CREATE TABLE attribute (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, facts INTEGER);
CREATE TABLE attribute_name (attribute INTEGER, text TEXT, codes TEXT,
  PRIMARY KEY (attribute, text)) WITHOUT ROWID;
CREATE TABLE attribute_concept (attribute INTEGER, concept INTEGER, rest TEXT,
  PRIMARY KEY (attribute, concept, rest)) WITHOUT ROWID;
CREATE TABLE fact (id INTEGER PRIMARY KEY, fid TEXT, subject INTEGER, attribute INTEGER,
  value TEXT, quantity TEXT, low REAL, high REAL, sentence INTEGER, status TEXT, as_of TEXT,
  note TEXT, superseded_by TEXT, file TEXT, line INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT, kind TEXT, target INTEGER);
CREATE TABLE gram (key TEXT PRIMARY KEY, names BLOB) WITHOUT ROWID;
CREATE TABLE concept (id INTEGER PRIMARY KEY, slug TEXT, kind TEXT);
CREATE TABLE covers (concept INTEGER, covered INTEGER,
  PRIMARY KEY (concept, covered)) WITHOUT ROWID;
CREATE TABLE term (text TEXT, codes TEXT, initials TEXT, role TEXT, target INTEGER, kinds TEXT);
"""

# Made after the rows are in: sorting once is quicker than keeping order throughout.
INDEXES = """
CREATE INDEX name_text ON name (text);
CREATE INDEX name_target ON name (target, kind);
CREATE INDEX term_text ON term (text);
CREATE INDEX term_codes ON term (codes);
CREATE INDEX term_initials ON term (initials);
CREATE INDEX fact_subject ON fact (subject, attribute);
CREATE INDEX fact_attribute ON fact (attribute);
CREATE INDEX fact_low ON fact (low) WHERE low IS NOT NULL;
CREATE INDEX fact_high ON fact (high) WHERE high IS NOT NULL;
CREATE INDEX fact_fid ON fact (fid);
CREATE INDEX fact_sentence ON fact (sentence);
CREATE INDEX attribute_concept_concept ON attribute_concept (concept);
CREATE INDEX attribute_name_text ON attribute_name (text);
"""
