'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect } = require('./support');

let cluster;

test.before(async () => {
  cluster = await connect();
});
test.after(async () => cluster?.close());

test('constants are evaluated', async () => {
  const result = await cluster.query('SELECT 1, "two" AS two, $three AS three', { parameters: { three: [3] }, metrics: true });
  assert.deepEqual(result.rows, [{ $1: 1, two: 'two', three: [3] }]);
  assert.equal(result.meta.status, 'success');
  assert.equal(result.meta.metrics.resultCount, 1);
});

test('prepared statements run again by their name', async () => {
  for (let i = 0; i < 3; i++) assert.deepEqual((await cluster.query('SELECT RAW $1', { adhoc: false, parameters: [i] })).rows, [i]);
});

test('a syntax error is told', async () => {
  await assert.rejects(cluster.query('SLECT 1'), couchbase.ParsingFailureError);
});

test('what is not evaluated is told', async () => {
  await assert.rejects(cluster.query('SELECT x.* FROM `default` AS x'), (problem) => /not yet implemented/.test(JSON.stringify(problem.cause ?? problem) + problem.message + JSON.stringify(problem.context ?? {})));
});

test('primary indexes come and go', async () => {
  const indexes = cluster.queryIndexes();
  await indexes.dropPrimaryIndex('default', { ignoreIfNotExists: true });
  await indexes.createPrimaryIndex('default');
  await assert.rejects(indexes.createPrimaryIndex('default'), couchbase.IndexExistsError);
  await indexes.createPrimaryIndex('default', { ignoreIfExists: true });
  const listed = await indexes.getAllIndexes('default');
  assert.ok(listed.some((index) => index.isPrimary && index.name === '#primary'));
  await indexes.watchIndexes('default', ['#primary'], 5000);
  await indexes.dropPrimaryIndex('default');
  await assert.rejects(indexes.dropPrimaryIndex('default'), couchbase.IndexNotFoundError);
});
