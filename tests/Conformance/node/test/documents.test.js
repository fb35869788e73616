'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect, key } = require('./support');

let cluster;
let collection;

test.before(async () => {
  cluster = await connect();
  collection = cluster.bucket('default').defaultCollection();
});
test.after(async () => cluster?.close());

test('insert, get, replace, upsert, remove', async () => {
  const id = key('crud');
  const inserted = await collection.insert(id, { step: 1 });
  assert.ok(inserted.cas);
  assert.ok(inserted.token, 'a mutation token');
  await assert.rejects(collection.insert(id, { step: 2 }), couchbase.DocumentExistsError);

  const got = await collection.get(id);
  assert.deepEqual(got.content, { step: 1 });
  assert.equal(got.cas.toString(), inserted.cas.toString());

  const replaced = await collection.replace(id, { step: 3 }, { cas: got.cas });
  await assert.rejects(collection.replace(id, { step: 4 }, { cas: got.cas }), couchbase.CasMismatchError);
  await collection.upsert(id, { step: 5 });
  await assert.rejects(collection.remove(id, { cas: replaced.cas }), couchbase.CasMismatchError);
  await collection.remove(id);
  await assert.rejects(collection.get(id), couchbase.DocumentNotFoundError);
  await assert.rejects(collection.replace(id, {}), couchbase.DocumentNotFoundError);
  await assert.rejects(collection.remove(id), couchbase.DocumentNotFoundError);
});

test('exists tells documents and tombstones apart', async () => {
  const id = key('exists');
  assert.equal((await collection.exists(id)).exists, false);
  await collection.upsert(id, 'here');
  const found = await collection.exists(id);
  assert.equal(found.exists, true);
  assert.ok(found.cas);
  await collection.remove(id);
  assert.equal((await collection.exists(id)).exists, false);
});

test('values of every kind come back as they were', async () => {
  for (const value of [1, -1.5, true, null, 'text', [1, [2]], { a: { b: [] } }, Buffer.from([0, 1, 255])]) {
    const id = key('kind');
    await collection.upsert(id, value);
    assert.deepEqual((await collection.get(id)).content, value);
  }
});

test('a compressible value survives compression', async () => {
  const id = key('large');
  const value = { text: 'na '.repeat(50000) };
  await collection.upsert(id, value);
  assert.deepEqual((await collection.get(id)).content, value);
});

test('a value beyond 20 MiB is refused', async () => {
  await assert.rejects(collection.upsert(key('huge'), Buffer.alloc(20 * 1024 * 1024 + 1, 1)), couchbase.ValueTooLargeError);
});

test('projection takes fields apart', async () => {
  const id = key('projection');
  await collection.upsert(id, { name: 'x', address: { city: 'Bern', zip: 3000 }, tags: ['a', 'b'] });
  assert.deepEqual((await collection.get(id, { project: ['name', 'address.city'] })).content, { name: 'x', address: { city: 'Bern' } });
});

test('expiry is stored, read, preserved and touched', async () => {
  const id = key('expiry');
  const now = Date.now() / 1000;
  await collection.upsert(id, { a: 1 }, { expiry: 3600 });
  const first = await collection.get(id, { withExpiry: true });
  assert.ok(Math.abs(first.expiryTime - now - 3600) < 60, `${first.expiryTime}`);

  await collection.upsert(id, { a: 2 }, { preserveExpiry: true });
  assert.equal((await collection.get(id, { withExpiry: true })).expiryTime, first.expiryTime);

  await collection.touch(id, 7200);
  const touched = await collection.get(id, { withExpiry: true });
  assert.ok(touched.expiryTime > first.expiryTime + 3000);

  assert.deepEqual((await collection.getAndTouch(id, 10800)).content, { a: 2 });
  assert.ok((await collection.get(id, { withExpiry: true })).expiryTime > touched.expiryTime + 3000);

  await collection.upsert(id, { a: 3 });
  assert.ok(!(await collection.get(id, { withExpiry: true })).expiryTime);
  await collection.upsert(id, { a: 4 }, { expiry: 60 * 24 * 3600 });
  assert.ok(Math.abs((await collection.get(id, { withExpiry: true })).expiryTime - now - 60 * 24 * 3600) < 60);
});

test('locks hold, and open with their CAS', async () => {
  const id = key('lock');
  await collection.upsert(id, { a: 1 });
  const locked = await collection.getAndLock(id, 30);
  await assert.rejects(collection.getAndLock(id, 30, { timeout: 300 }), (p) => p instanceof couchbase.DocumentLockedError || p instanceof couchbase.TimeoutError);
  await assert.rejects(collection.unlock(id, (await collection.upsert(key('other'), 1)).cas), couchbase.CasMismatchError);
  await collection.replace(id, { a: 2 }, { cas: locked.cas });
  const again = await collection.getAndLock(id, 30);
  await collection.unlock(id, again.cas);
  await assert.rejects(collection.unlock(id, again.cas), couchbase.DocumentNotLockedError);
  await collection.upsert(id, { a: 3 });
});

test('counters count, and begin where they are told', async () => {
  const id = key('counter');
  const binary = collection.binary();
  await assert.rejects(binary.increment(id, 1), couchbase.DocumentNotFoundError);
  assert.equal((await binary.increment(id, 5, { initial: 10 })).value, 10);
  assert.equal((await binary.increment(id, 5)).value, 15);
  assert.equal((await binary.decrement(id, 20)).value, 0);
  assert.equal((await collection.get(id)).content, 0);
  const text = key('no-counter');
  await collection.upsert(text, 'words');
  await assert.rejects(binary.increment(text, 1), couchbase.DeltaInvalidError);
});

test('append and prepend work on bytes', async () => {
  const id = key('binary');
  const binary = collection.binary();
  await assert.rejects(binary.append(id, Buffer.from('x')), couchbase.DocumentNotFoundError);
  await collection.upsert(id, Buffer.from('b'));
  await binary.append(id, Buffer.from('c'));
  const { cas } = await binary.prepend(id, Buffer.from('a'));
  assert.equal((await collection.get(id)).content.toString(), 'abc');
  await binary.append(id, Buffer.from('d'), { cas });
  await assert.rejects(binary.append(id, Buffer.from('e'), { cas }), couchbase.CasMismatchError);
});

test('durable writes of every level are acknowledged', async () => {
  const { DurabilityLevel } = couchbase;
  for (const durabilityLevel of [DurabilityLevel.Majority, DurabilityLevel.MajorityAndPersistOnMaster, DurabilityLevel.PersistToMajority]) {
    const id = key('durable');
    await collection.insert(id, { a: 1 }, { durabilityLevel });
    await collection.replace(id, { a: 2 }, { durabilityLevel });
    await collection.mutateIn(id, [couchbase.MutateInSpec.upsert('b', 1)], { durabilityLevel });
    await collection.remove(id, { durabilityLevel });
  }
});

test('observed durability is reached', async () => {
  await collection.upsert(key('observed'), { a: 1 }, { durabilityPersistTo: 1, durabilityReplicateTo: 1 });
});

test('replicas answer', async () => {
  const id = key('replica');
  await collection.upsert(id, { a: 1 });
  assert.deepEqual((await collection.getAnyReplica(id)).content, { a: 1 });
  const all = await collection.getAllReplicas(id);
  assert.equal(all.length, 2);
  assert.equal(all.filter((result) => result.isReplica).length, 1);
  await assert.rejects(collection.getAnyReplica(key('nothing')), couchbase.DocumentUnretrievableError);
});

test('keys of other collections are other documents', async () => {
  const other = cluster.bucket('default').scope('inventory').collection('hotel');
  const id = key('same');
  await other.upsert(id, { where: 'hotel' });
  await assert.rejects(collection.get(id), couchbase.DocumentNotFoundError);
  assert.deepEqual((await other.get(id)).content, { where: 'hotel' });
});

test('many requests at once keep their answers apart', async () => {
  const ids = Array.from({ length: 500 }, (_, i) => key(`many-${i}`));
  await Promise.all(ids.map((id, i) => collection.upsert(id, { i })));
  const got = await Promise.all(ids.map((id) => collection.get(id)));
  got.forEach((result, i) => assert.deepEqual(result.content, { i }));
});
