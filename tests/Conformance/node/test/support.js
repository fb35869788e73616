'use strict';

// What every file of the suite needs: where the emulator is, a connection, keys of its own.

const couchbase = require('couchbase');
const { randomUUID } = require('node:crypto');

const plain = process.env.EMULATOR_CONNECTION_STRING;
const tls = process.env.EMULATOR_TLS_CONNECTION_STRING;
const authority = process.env.EMULATOR_CA_FILE;

if (!plain) throw new Error('EMULATOR_CONNECTION_STRING names the emulator, as in couchbase://127.0.0.1:11210');

// Long enough for a busy build machine; nothing here waits for a time-out on purpose.
const timeouts = { kvTimeout: 15000, kvDurableTimeout: 15000, managementTimeout: 20000, queryTimeout: 20000, connectTimeout: 20000, bootstrapTimeout: 20000 };

async function connect(options = {}) {
  return couchbase.connect(options.connectionString ?? plain, {
    username: options.username ?? 'Administrator',
    password: options.password ?? 'password',
    timeouts,
    ...(options.security ? { security: options.security } : {}),
  });
}

const connectTls = (options = {}) => connect({ connectionString: tls, security: { trustStorePath: authority }, ...options });

const key = (name) => `${name}-${randomUUID()}`;

// The SDK opens its connections in the background: pings again and again until every endpoint answers.
async function waitUntilReady(ping, patience = 20000) {
  const end = Date.now() + patience;
  for (;;) {
    const report = await ping();
    const endpoints = Object.values(report.services).flat();
    if (endpoints.length > 0 && endpoints.every((endpoint) => endpoint.state === couchbase.PingState.Ok)) return report;
    if (Date.now() > end) throw new Error(`not ready: ${JSON.stringify(report)}`);
  }
}

module.exports = { couchbase, connect, connectTls, key, tls, authority, waitUntilReady };
