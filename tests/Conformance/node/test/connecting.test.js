'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { couchbase, connect, connectTls, key, tls, waitUntilReady } = require('./support');

for (const [name, open] of [['couchbase', connect], ['couchbases', connectTls]]) {
  const skip = name === 'couchbases' && !tls ? 'the emulator runs without TLS' : false;

  test(`${name}: a bucket opens, pings and diagnoses`, { skip }, async () => {
    const cluster = await open();
    try {
      const bucket = cluster.bucket('default');
      await bucket.defaultCollection().upsert(key('open'), { open: true });

      const { KeyValue, Query, Management } = couchbase.ServiceType;
      const ping = await waitUntilReady(() => cluster.ping({ serviceTypes: [KeyValue, Query, Management] }));
      for (const service of [KeyValue, Query, Management]) {
        assert.ok(ping.services[service]?.length > 0, `${service} was not pinged: ${JSON.stringify(ping)}`);
        for (const endpoint of ping.services[service]) assert.equal(endpoint.state, couchbase.PingState.Ok, JSON.stringify(endpoint));
      }

      assert.ok((await waitUntilReady(() => bucket.ping())).services.kv.length > 0);

      const diagnostics = await cluster.diagnostics();
      assert.ok(diagnostics.services.kv.every((endpoint) => endpoint.state === couchbase.EndpointState.Connected), JSON.stringify(diagnostics));
      assert.ok(diagnostics.services.kv.length > 0);
    } finally {
      await cluster.close();
    }
  });

  test(`${name}: documents go there and back`, { skip }, async () => {
    const cluster = await open();
    try {
      const collection = cluster.bucket('default').defaultCollection();
      const id = key('secure');
      await collection.insert(id, { text: 'Zwölf Boxkämpfer', number: 12 });
      assert.deepEqual((await collection.get(id)).content, { text: 'Zwölf Boxkämpfer', number: 12 });
    } finally {
      await cluster.close();
    }
  });

  test(`${name}: management and queries work`, { skip }, async () => {
    const cluster = await open();
    try {
      assert.ok((await cluster.buckets().getAllBuckets()).some((bucket) => bucket.name === 'default'));
      assert.deepEqual((await cluster.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
    } finally {
      await cluster.close();
    }
  });
}

test('a cluster ping needs no bucket', async () => {
  const cluster = await connect();
  try {
    const ping = await cluster.ping({ serviceTypes: [couchbase.ServiceType.Query, couchbase.ServiceType.Management] });
    assert.ok(Object.values(ping.services).flat().every((endpoint) => endpoint.state === couchbase.PingState.Ok), JSON.stringify(ping));
  } finally {
    await cluster.close();
  }
});

test('a wrong password is refused', async () => {
  await assert.rejects(connect({ password: 'wrong' }), couchbase.AuthenticationFailureError);
});

test('a bucket that does not exist is told', async () => {
  const cluster = await connect();
  try {
    await assert.rejects(
      cluster.bucket('nowhere').defaultCollection().get('x', { timeout: 2000 }),
      (problem) => problem instanceof couchbase.BucketNotFoundError || problem instanceof couchbase.UnambiguousTimeoutError,
    );
  } finally {
    await cluster.close();
  }
});

test('an authority nobody trusts ends the attempt', { skip: tls ? false : 'the emulator runs without TLS' }, async () => {
  await assert.rejects(
    couchbase.connect(tls, { username: 'Administrator', password: 'password', timeouts: { connectTimeout: 1500, bootstrapTimeout: 1500 } }),
  );
});
