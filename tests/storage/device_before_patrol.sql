BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'inspect_app_device','log','2026-11-22 00:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'inspect_app_device','core','2026-11-22 00:00:00+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'inspect_app_device','assets','2026-11-22 00:00:00+00:00');
CREATE TABLE asset (
          id text primary key, number text, name text not null, class_code text, model text, unit text,
          quantity integer, value_fen integer, acquired text, funding text, room_id text,
          place_text text, keeper text,
          state text check (state in ('in_use', 'idle', 'repair', 'to_scrap', 'scrapped')),
          serial text, note text, code text, brand text, supplier text, department text,
          
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
INSERT INTO "asset" VALUES('a1',NULL,'椅子',NULL,NULL,NULL,45,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'assets','{"name":"01a04d1ad800-0003-aaaaaaaaaa","quantity":"01a04d1ad800-0003-aaaaaaaaaa"}','{}','{}','01a04d1ad800-0003-aaaaaaaaaa','li',1788000000000,3171632390);
CREATE TABLE campus (id text primary key, name text not null, 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
INSERT INTO "campus" VALUES('c1','东校区','core','{"name":"01a04d1ad800-0000-aaaaaaaaaa"}','{}','{}','01a04d1ad800-0000-aaaaaaaaaa','li',1788000000000,2639805242);
CREATE TABLE change (
          id text primary key,
          stream text not null,
          kind text not null,
          row_id text not null,
          stamp text not null,
          device text not null,
          seq integer not null,
          at integer not null,
          person text,
          rev integer,      -- the server's revision; null means: only on this device
          refused text,     -- why the server put it into quarantine
          hash blob not null,
          line text         -- as it was sent; null for others' records, whose table holds it all
        ) strict;
INSERT INTO "change" VALUES('01a04d1a-d800-757c-b69f-39d86441e5bd','core','campus','c1','01a04d1ad800-0000-aaaaaaaaaa','aaaaaaaaaa',1,1788000000000,'li',NULL,NULL,X'B11D140A48C9DBAFBEFA3AF5A9DE75F887DA824378498A4C3D6739A9091657F5','{"id":"01a04d1a-d800-757c-b69f-39d86441e5bd","stream":"core","kind":"campus","row":"c1","fields":{"name":"东校区"},"base":{},"stamp":"01a04d1ad800-0000-aaaaaaaaaa","device":"aaaaaaaaaa","seq":1,"person":"li","at":1788000000000,"offset":480,"previous":"0000000000000000000000000000000000000000000000000000000000000000"}');
INSERT INTO "change" VALUES('01a04d1a-d800-7cfb-885b-37ce91cbc1b0','core','room','r1','01a04d1ad800-0001-aaaaaaaaaa','aaaaaaaaaa',2,1788000000000,'li',NULL,NULL,X'D3D493605B726FDEBC26116ED3483D413D3F38213445FE10AC489373C370493F','{"id":"01a04d1a-d800-7cfb-885b-37ce91cbc1b0","stream":"core","kind":"room","row":"r1","fields":{"campus_id":"c1","building":"一号楼","number":"101"},"base":{},"stamp":"01a04d1ad800-0001-aaaaaaaaaa","device":"aaaaaaaaaa","seq":2,"person":"li","at":1788000000000,"offset":480,"previous":"b11d140a48c9dbafbefa3af5a9de75f887da824378498a4c3d6739a9091657f5"}');
INSERT INTO "change" VALUES('01a04d1a-d800-7a6b-84f1-30436dd769bd','core','room','r1','01a04d1ad800-0002-aaaaaaaaaa','aaaaaaaaaa',3,1788000000000,'li',NULL,NULL,X'6D31EA3CF615C22D331046E02CA12E924256AB02069F49F92FAE4EB420F7617B','{"id":"01a04d1a-d800-7a6b-84f1-30436dd769bd","stream":"core","kind":"room","row":"r1","fields":{"note":"窗户"},"base":{},"stamp":"01a04d1ad800-0002-aaaaaaaaaa","device":"aaaaaaaaaa","seq":3,"person":"li","at":1788000000000,"offset":480,"previous":"d3d493605b726fdebc26116ed3483d413d3f38213445fe10ac489373c370493f"}');
INSERT INTO "change" VALUES('01a04d1a-d800-7e8c-aba6-a07d1decb087','assets','asset','a1','01a04d1ad800-0003-aaaaaaaaaa','aaaaaaaaaa',4,1788000000000,'li',NULL,NULL,X'33D874E12EF935A903208298302D72A05BE5195DE371F60AA00135DAF73E06D4','{"id":"01a04d1a-d800-7e8c-aba6-a07d1decb087","stream":"assets","kind":"asset","row":"a1","fields":{"name":"椅子","quantity":45},"base":{},"stamp":"01a04d1ad800-0003-aaaaaaaaaa","device":"aaaaaaaaaa","seq":4,"person":"li","at":1788000000000,"offset":480,"previous":"6d31ea3cf615c22d331046e02ca12e924256ab02069f49f92fae4eb420f7617b"}');
INSERT INTO "change" VALUES('i9','core','person','p1','000000000001-0000-bbbbbbbbbb','bbbbbbbbbb',1,1,'wang',3,NULL,X'29C065D1C7D523DE172E9BF73208BA22673E055CA0FDA008CE990884A173E37B','{"id":"i9","stream":"core","kind":"person","row":"p1","fields":{"post":"教师"},"base":{},"stamp":"000000000001-0000-bbbbbbbbbb","device":"bbbbbbbbbb","seq":1,"person":"wang","at":1,"offset":480,"previous":"0000000000000000000000000000000000000000000000000000000000000000"}');
CREATE TABLE checklist (
          id text primary key, name text not null, uses text, items text not null, version integer,
          note text, state text check (state in ('used', 'retired')), 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
CREATE TABLE cursor (
          stream text primary key,
          epoch text not null,
          rev integer not null,
          since_rev integer not null,   -- received changes are counted from here (the snapshot's revision)
          received integer not null default 0,
          digest integer not null default 0
        ) strict;
CREATE TABLE draft (
          id text primary key,
          room_id text not null,
          round_id text,
          content text not null,
          touched_ms integer not null
        ) strict;
CREATE TABLE parked (
          id text not null,
          kind text not null,
          row_id text not null,
          reason text not null check (reason in ('unknown_kind', 'unknown_field', 'no_row', 'constraint')),
          stamp text not null,
          line text not null,
          primary key (id, reason)
        ) strict;
INSERT INTO "parked" VALUES('i9','person','p1','no_row','000000000001-0000-bbbbbbbbbb','{"id":"i9","stream":"core","kind":"person","row":"p1","fields":{"post":"教师"},"base":{},"stamp":"000000000001-0000-bbbbbbbbbb","device":"bbbbbbbbbb","seq":1,"person":"wang","at":1,"offset":480,"previous":"0000000000000000000000000000000000000000000000000000000000000000"}');
CREATE TABLE person (
          id text primary key, number text, name text not null, post text, department text, phone text,
          role text check (role in
            ('office', 'inspector', 'repairer', 'teacher', 'guard', 'canteen', 'viewer')),
          state text check (state in ('active', 'left')), pin text, 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
CREATE TABLE photo_transfer (
          sha256 text primary key,
          size integer not null,
          sent integer not null default 0,
          state text not null check (state in ('here', 'sent', 'wanted', 'fetched', 'gone')),
          thumbnail blob,
          trouble text
        ) strict;
CREATE TABLE room (
          id text primary key, campus_id text not null, building text not null, floor text,
          number text not null, use text, keeper text, note text, code text, checklist_id text,
          state text check (state in ('used', 'closed')), 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
INSERT INTO "room" VALUES('r1','c1','一号楼',NULL,'101',NULL,NULL,'窗户',NULL,NULL,NULL,'core','{"building":"01a04d1ad800-0001-aaaaaaaaaa","campus_id":"01a04d1ad800-0001-aaaaaaaaaa","note":"01a04d1ad800-0002-aaaaaaaaaa","number":"01a04d1ad800-0001-aaaaaaaaaa"}','{}','{}','01a04d1ad800-0002-aaaaaaaaaa','li',1788000000000,2940179564);
CREATE TABLE route (
          id text primary key, name text not null, points text not null,
          ordering text check (ordering in ('any', 'fixed')), windows text not null, days text,
          note text, state text check (state in ('used', 'retired')), 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
CREATE TABLE school (id text primary key, name text not null, settings text, 
  stream text not null,
  stamps text not null,
  bases text not null default '{}',
  losers text not null default '{}',
  changed_stamp text not null,
  changed_by text,
  changed_at integer not null,
  digest integer not null
) strict;
CREATE TABLE setting (key text primary key, value text not null) strict;
INSERT INTO "setting" VALUES('head','{"device": "aaaaaaaaaa", "ms": 1788000000000, "counter": 3, "seq": 4, "link": "33d874e12ef935a903208298302d72a05be5195de371f60aa00135daf73e06d4"}');
INSERT INTO "setting" VALUES('device','"aaaaaaaaaa"');
INSERT INTO "setting" VALUES('sent_seq','0');
CREATE TABLE staged (stream text not null, page integer not null, payload text not null,
          primary key (stream, page)) strict;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX change_number on change (device, seq);
CREATE INDEX change_outbox on change (seq) where rev is null;
CREATE INDEX change_history on change (kind, row_id, stamp);
CREATE INDEX parked_row on parked (kind, row_id);
CREATE INDEX photo_transfer_state on photo_transfer (state);
CREATE INDEX room_place on room (campus_id, building, floor, number);
CREATE INDEX room_code on room (code);
CREATE INDEX asset_room on asset (room_id);
CREATE INDEX asset_number on asset (number);
CREATE INDEX asset_code on asset (code);
COMMIT;
