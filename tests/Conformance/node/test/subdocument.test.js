'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect, key } = require('./support');

const { LookupInSpec, MutateInSpec, LookupInMacro, MutateInMacro, StoreSemantics } = couchbase;

let cluster;
let collection;

test.before(async () => {
  cluster = await connect();
  collection = cluster.bucket('default').defaultCollection();
});
test.after(async () => cluster?.close());

test('lookups find, miss and count', async () => {
  const id = key('lookup');
  await collection.upsert(id, { a: { b: [1, 2, 3] }, s: 'x' });
  const result = await collection.lookupIn(id, [
    LookupInSpec.get('a.b[1]'), LookupInSpec.exists('a'), LookupInSpec.exists('z'), LookupInSpec.count('a.b'), LookupInSpec.get('s.t'), LookupInSpec.get('a.b[-1]'),
  ]);
  assert.equal(result.content[0].value, 2);
  assert.equal(result.content[1].value, true);
  assert.equal(result.content[2].value, false);
  assert.equal(result.content[3].value, 3);
  assert.ok(result.content[4].error instanceof couchbase.PathMismatchError);
  assert.equal(result.content[5].value, 3);
  await assert.rejects(collection.lookupIn(key('nothing'), [LookupInSpec.get('a')]), couchbase.DocumentNotFoundError);
});

test('mutations of every kind', async () => {
  const id = key('mutate');
  await collection.upsert(id, { n: 1, list: [2], gone: true, old: 'a' });
  const result = await collection.mutateIn(id, [
    MutateInSpec.insert('x.y', 1, { createPath: true }),
    MutateInSpec.upsert('n', 2),
    MutateInSpec.replace('old', 'b'),
    MutateInSpec.remove('gone'),
    MutateInSpec.arrayAppend('list', 3),
    MutateInSpec.arrayPrepend('list', 1),
    MutateInSpec.arrayInsert('list[1]', 1.5),
    MutateInSpec.arrayAddUnique('list', 4),
    MutateInSpec.increment('count', 5),
    MutateInSpec.decrement('count', 2),
    MutateInSpec.arrayAppend('list', [5, 6], { multi: true }),
  ]);
  assert.equal(result.content[8].value, 5);
  assert.equal(result.content[9].value, 3);
  assert.deepEqual((await collection.get(id)).content, { n: 2, list: [1, 1.5, 2, 3, 4, 5, 6], old: 'b', x: { y: 1 }, count: 3 });
});

test('a mutation that fails changes nothing', async () => {
  const id = key('atomic');
  await collection.upsert(id, { a: 1 });
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.upsert('b', 1), MutateInSpec.replace('c', 1)]), couchbase.PathNotFoundError);
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.insert('a', 2)]), couchbase.PathExistsError);
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.upsert('a.b', 2)]), couchbase.PathMismatchError);
  assert.deepEqual((await collection.get(id)).content, { a: 1 });
});

test('store semantics decide about the document', async () => {
  const id = key('semantics');
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.upsert('a', 1)]), couchbase.DocumentNotFoundError);
  await collection.mutateIn(id, [MutateInSpec.upsert('a', 1)], { storeSemantics: StoreSemantics.Upsert });
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.upsert('a', 2)], { storeSemantics: StoreSemantics.Insert }), couchbase.DocumentExistsError);
  await collection.mutateIn(id, [MutateInSpec.upsert('a', 3)], { expiry: 3600 });
  assert.ok((await collection.get(id, { withExpiry: true })).expiryTime > 0);
  const { cas } = await collection.mutateIn(id, [MutateInSpec.upsert('a', 4)], { preserveExpiry: true });
  assert.ok((await collection.get(id, { withExpiry: true })).expiryTime > 0);
  await collection.mutateIn(id, [MutateInSpec.upsert('a', 5)], { cas });
  await assert.rejects(collection.mutateIn(id, [MutateInSpec.upsert('a', 6)], { cas }), couchbase.CasMismatchError);
});

test('extended attributes stand beside the document', async () => {
  const id = key('xattr');
  await collection.upsert(id, { a: 1 });
  await collection.mutateIn(id, [
    MutateInSpec.upsert('meta.by', 'me', { xattr: true, createPath: true }),
    MutateInSpec.upsert('a', 2),
  ]);
  const result = await collection.lookupIn(id, [LookupInSpec.get('meta.by', { xattr: true }), LookupInSpec.get('a')]);
  assert.equal(result.content[0].value, 'me');
  assert.equal(result.content[1].value, 2);
  assert.deepEqual((await collection.get(id)).content, { a: 2 });
});

test('macros are filled in by the server', async () => {
  const id = key('macros');
  await collection.upsert(id, { a: 1 }, { expiry: 3600 });
  const { cas } = await collection.mutateIn(id, [
    MutateInSpec.upsert('m.cas', MutateInMacro.Cas, { createPath: true }),
    MutateInSpec.upsert('m.seq', MutateInMacro.SeqNo, { createPath: true }),
    MutateInSpec.upsert('m.crc', MutateInMacro.ValueCrc32c, { createPath: true }),
    MutateInSpec.upsert('b', 1),
  ], { preserveExpiry: true });
  const result = await collection.lookupIn(id, [
    LookupInSpec.get('m', { xattr: true }),
    LookupInSpec.get(LookupInMacro.Cas),
    LookupInSpec.get(LookupInMacro.Expiry),
    LookupInSpec.get(LookupInMacro.IsDeleted),
    LookupInSpec.get(LookupInMacro.SeqNo),
    LookupInSpec.get(LookupInMacro.Document),
  ]);
  assert.match(result.content[0].value.cas, /^0x[0-9a-f]{16}$/);
  assert.match(result.content[0].value.seq, /^0x[0-9a-f]{16}$/);
  assert.match(result.content[0].value.crc, /^0x[0-9a-f]{8}$/);
  assert.match(result.content[1].value, /^0x[0-9a-f]{16}$/);
  assert.equal(BigInt(result.content[1].value).toString(), BigInt(cas.toString()).toString());
  assert.ok(result.content[2].value > 0);
  assert.equal(result.content[3].value, false);
  assert.equal(result.content[4].value, result.content[0].value.seq);
  assert.equal(result.content[5].value.exptime, result.content[2].value);
});

test('whole documents within a lookup and a mutation', async () => {
  const id = key('whole');
  await collection.mutateIn(id, [MutateInSpec.upsert('x', 1, { xattr: true }), MutateInSpec.replace('', { a: 1 })], { storeSemantics: StoreSemantics.Upsert });
  const result = await collection.lookupIn(id, [LookupInSpec.get('x', { xattr: true }), LookupInSpec.get('')]);
  assert.equal(result.content[0].value, 1);
  assert.deepEqual(result.content[1].value, { a: 1 });
});

test('lookups on replicas', async () => {
  const id = key('replica');
  await collection.upsert(id, { a: 1 });
  const any = await collection.lookupInAnyReplica(id, [LookupInSpec.get('a')]);
  assert.equal(any.content[0].value, 1);
  const all = await collection.lookupInAllReplicas(id, [LookupInSpec.get('a')]);
  assert.equal(all.length, 2);
  assert.ok(all.every((result) => result.content[0].value === 1));
});
