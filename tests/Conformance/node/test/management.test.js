'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect, key } = require('./support');

let cluster;

test.before(async () => {
  cluster = await connect();
});
test.after(async () => cluster?.close());

const short = (name) => `${name}-${Math.random().toString(36).slice(2, 10)}`;

test('buckets are created, described, changed, emptied and dropped', async () => {
  const buckets = cluster.buckets();
  const name = short('made');
  await buckets.createBucket({ name, bucketType: couchbase.BucketType.Couchbase, ramQuotaMB: 128, numReplicas: 0, flushEnabled: true, maxExpiry: 7200 });
  await assert.rejects(buckets.createBucket({ name, ramQuotaMB: 128 }), couchbase.BucketExistsError);

  const made = await buckets.getBucket(name);
  assert.equal(made.ramQuotaMB, 128);
  assert.equal(made.flushEnabled, true);
  assert.equal(made.numReplicas, 0);
  assert.equal(made.bucketType, couchbase.BucketType.Couchbase);
  assert.equal(made.maxExpiry, 7200);

  const collection = cluster.bucket(name).defaultCollection();
  await collection.upsert('a', 1);
  assert.ok((await collection.get('a', { withExpiry: true })).expiryTime > 0);
  await buckets.flushBucket(name);
  await assert.rejects(collection.get('a'), couchbase.DocumentNotFoundError);

  await buckets.updateBucket({ ...made, ramQuotaMB: 256, flushEnabled: false });
  assert.equal((await buckets.getBucket(name)).ramQuotaMB, 256);
  await assert.rejects(buckets.flushBucket(name), couchbase.BucketNotFlushableError);

  await buckets.dropBucket(name);
  await assert.rejects(buckets.getBucket(name), couchbase.BucketNotFoundError);
  await assert.rejects(buckets.dropBucket(name), couchbase.BucketNotFoundError);
});

test('an ephemeral bucket says so', async () => {
  const name = short('ephemeral');
  await cluster.buckets().createBucket({ name, bucketType: couchbase.BucketType.Ephemeral, ramQuotaMB: 100, evictionPolicy: couchbase.EvictionPolicy.NoEviction });
  const made = await cluster.buckets().getBucket(name);
  assert.equal(made.bucketType, couchbase.BucketType.Ephemeral);
  assert.equal(made.evictionPolicy, couchbase.EvictionPolicy.NoEviction);
  await cluster.buckets().dropBucket(name);
});

test('collections are created, dropped and created again', async () => {
  const bucket = cluster.bucket('default');
  const manager = bucket.collections();
  const scope = short('scope');
  await manager.createScope(scope);
  await assert.rejects(manager.createScope(scope), couchbase.ScopeExistsError);
  await manager.createCollection('things', scope, { maxExpiry: 3600 });
  await assert.rejects(manager.createCollection('things', scope), couchbase.CollectionExistsError);
  await assert.rejects(manager.createCollection('things', short('nowhere')), couchbase.ScopeNotFoundError);

  const listed = (await manager.getAllScopes()).find((found) => found.name === scope);
  assert.deepEqual(listed.collections.map((c) => [c.name, c.maxExpiry]), [['things', 3600]]);

  const things = bucket.scope(scope).collection('things');
  await things.upsert('one', { life: 1 });
  await manager.dropCollection('things', scope);
  await assert.rejects(
    things.get('one', { timeout: 2000 }),
    (problem) => problem instanceof couchbase.CollectionNotFoundError || problem instanceof couchbase.UnambiguousTimeoutError);

  await manager.createCollection('things', scope);
  await assert.rejects(things.get('one'), couchbase.DocumentNotFoundError);
  await things.upsert('one', { life: 2 });
  assert.deepEqual((await things.get('one')).content, { life: 2 });

  await manager.updateCollection('things', scope, { maxExpiry: 60 });
  await assert.rejects(manager.dropCollection('absent', scope), couchbase.CollectionNotFoundError);
  await manager.dropScope(scope);
  await assert.rejects(manager.dropScope(scope), couchbase.ScopeNotFoundError);
});

test('users come, change and go', async () => {
  const users = cluster.users();
  const username = short('user');
  await users.upsertUser({ username, displayName: 'A User', password: 'password1', roles: [{ name: 'data_reader', bucket: 'default' }] });

  const made = await users.getUser(username);
  assert.equal(made.displayName, 'A User');
  assert.deepEqual(made.roles.map((role) => [role.name, role.bucket]), [['data_reader', 'default']]);
  assert.ok((await users.getAllUsers()).some((found) => found.username === username));

  const id = key('rights');
  await cluster.bucket('default').defaultCollection().upsert(id, { a: 1 });
  const reader = await connect({ username, password: 'password1' });
  try {
    const collection = reader.bucket('default').defaultCollection();
    assert.deepEqual((await collection.get(id)).content, { a: 1 });
    await assert.rejects(collection.upsert(id, { a: 2 }), couchbase.AuthenticationFailureError);
  } finally {
    await reader.close();
  }

  await users.upsertUser({ username, password: 'password2', roles: [{ name: 'bucket_full_access', bucket: 'default' }] });
  const writer = await connect({ username, password: 'password2' });
  try {
    await writer.bucket('default').defaultCollection().upsert(id, { a: 3 });
  } finally {
    await writer.close();
  }

  await users.dropUser(username);
  await assert.rejects(users.getUser(username), couchbase.UserNotFoundError);
  await assert.rejects(connect({ username, password: 'password2' }), couchbase.AuthenticationFailureError);
});

test('groups give their members roles', async () => {
  const users = cluster.users();
  const group = short('group');
  const username = short('member');
  await users.upsertGroup({ name: group, description: 'readers', roles: [{ name: 'data_reader', bucket: 'default', scope: 'inventory', collection: 'hotel' }] });
  assert.equal((await users.getGroup(group)).description, 'readers');
  assert.ok((await users.getAllGroups()).some((found) => found.name === group));

  await users.upsertUser({ username, password: 'password1', groups: [group], roles: [] });
  const made = await users.getUser(username);
  assert.deepEqual(made.groups, [group]);
  assert.equal(made.effectiveRoles.length, 1);

  await users.dropUser(username);
  await users.dropGroup(group);
  await assert.rejects(users.getGroup(group), couchbase.GroupNotFoundError);
});

test('roles are listed', async () => {
  const roles = await cluster.users().getRoles();
  assert.ok(roles.some((role) => role.name === 'admin'));
});
