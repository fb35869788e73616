'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect } = require('./support');

let cluster;
let collection;

test.before(async () => {
  cluster = await connect();
  collection = cluster.bucket('default').scope('inventory').collection('scanned');
  await Promise.all(Array.from({ length: 100 }, (_, i) => collection.upsert(`scan-${String(i).padStart(3, '0')}`, { i })));
  await collection.upsert('other', { i: -1 });
});
test.after(async () => cluster?.close());

test('a prefix finds what begins with it', async () => {
  const items = await collection.scan(new couchbase.PrefixScan('scan-'));
  assert.equal(items.length, 100);
  const item = items.find((found) => found.id === 'scan-042');
  assert.deepEqual(item.content, { i: 42 });
  assert.ok(item.cas);
});

test('a range has ends, and may be of ids only', async () => {
  const items = await collection.scan(
    new couchbase.RangeScan(new couchbase.ScanTerm('scan-010'), new couchbase.ScanTerm('scan-020', true)), { idsOnly: true });
  assert.deepEqual(items.map((item) => item.id).sort(), Array.from({ length: 10 }, (_, i) => `scan-01${i}`));
  assert.ok(items.every((item) => item.content === undefined));
});

test('a sample is at most as large as asked for', async () => {
  const items = await collection.scan(new couchbase.SamplingScan(10, 42));
  assert.ok(items.length > 0 && items.length <= 10, `${items.length}`);
});

test('a scan waits for the writes it is told of', async () => {
  const written = await collection.upsert('scan-late', { i: 1000 });
  const items = await collection.scan(new couchbase.PrefixScan('scan-late'), { consistentWith: new couchbase.MutationState(written.token) });
  assert.equal(items.length, 1);
});

test('small batches find everything, too', async () => {
  const items = await collection.scan(new couchbase.PrefixScan('scan-0'), { batchItemLimit: 1, batchByteLimit: 10, concurrency: 4 });
  assert.equal(items.length, 100);
});
