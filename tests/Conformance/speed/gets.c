/*
 * Measures pipelined gets per second of a server that speaks the key-value protocol.
 *
 *     cc -O2 -o gets gets.c && ./gets 127.0.0.1 11210 [connections] [depth] [seconds]
 *
 * Every connection authenticates, stores one document in each of 64 vbuckets and then keeps `depth` GETs under way: a batch is written
 * in one call, and the next one follows when its answers are in. One thread polls all connections, so that most of the machine is left
 * to the server.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 24, KEYS = 64, BUFFER = 1 << 20 };

struct connection {
    int socket;
    unsigned char *batch;
    size_t batch_length;
    unsigned char *input;
    size_t filled;
    long waiting;
};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void write_all(int socket, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0) fail("send");
        bytes += sent;
        length -= sent;
    }
}

static void read_all(int socket, unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t received = recv(socket, bytes, length, 0);
        if (received <= 0) fail("recv");
        bytes += received;
        length -= received;
    }
}

static size_t put_frame(unsigned char *at, uint8_t opcode, const char *key, size_t key_length, const void *extras, size_t extras_length,
                        const char *value, size_t value_length, uint16_t vbucket) {
    uint32_t body = htonl((uint32_t)(key_length + extras_length + value_length));
    uint16_t keys = htons((uint16_t)key_length);
    vbucket = htons(vbucket);
    memset(at, 0, HEADER);
    at[0] = 0x80;
    at[1] = opcode;
    memcpy(at + 2, &keys, 2);
    at[4] = (unsigned char)extras_length;
    memcpy(at + 6, &vbucket, 2);
    memcpy(at + 8, &body, 4);
    memcpy(at + HEADER, extras, extras_length);
    memcpy(at + HEADER + extras_length, key, key_length);
    memcpy(at + HEADER + extras_length + key_length, value, value_length);
    return HEADER + extras_length + key_length + value_length;
}

static void call(int socket, uint8_t opcode, const char *key, size_t key_length, const void *extras, size_t extras_length, const char *value,
                 size_t value_length, uint16_t vbucket) {
    unsigned char frame[4096];
    write_all(socket, frame, put_frame(frame, opcode, key, key_length, extras, extras_length, value, value_length, vbucket));
    read_all(socket, frame, HEADER);
    uint32_t body = ((uint32_t)frame[8] << 24) | (frame[9] << 16) | (frame[10] << 8) | frame[11];
    int status = (frame[6] << 8) | frame[7];
    if (body > sizeof frame) body = sizeof frame;
    read_all(socket, frame, body);
    if (status != 0) {
        fprintf(stderr, "opcode 0x%02x was answered with 0x%04x\n", opcode, status);
        exit(1);
    }
}

static void open_connection(struct connection *c, const char *host, int port, long depth) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) fail("address");
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->socket, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    int one = 1;
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);

    static const char plain[] = "\0Administrator\0password";
    call(c->socket, 0x21, "PLAIN", 5, "", 0, plain, sizeof plain - 1, 0);
    call(c->socket, 0x89, "default", 7, "", 0, "", 0, 0);
    char value[100];
    memset(value, 'v', sizeof value);
    char key[16];
    for (int v = 0; v < KEYS; v++) {
        int length = snprintf(key, sizeof key, "key-%04d", v);
        call(c->socket, 0x01, key, length, "\0\0\0\0\0\0\0\0", 8, value, sizeof value, (uint16_t)v);
    }

    c->batch = malloc((size_t)depth * 64);
    c->input = malloc(BUFFER);
    c->batch_length = 0;
    c->filled = 0;
    c->waiting = 0;
    for (long i = 0; i < depth; i++) {
        int v = (int)(i % KEYS);
        int length = snprintf(key, sizeof key, "key-%04d", v);
        c->batch_length += put_frame(c->batch + c->batch_length, 0x00, key, length, "", 0, "", 0, (uint16_t)v);
    }
}

/* Takes what has arrived and counts whole answers. */
static long take_answers(struct connection *c) {
    ssize_t received = recv(c->socket, c->input + c->filled, BUFFER - c->filled, MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (received <= 0) fail("recv");
    c->filled += received;

    long count = 0;
    size_t at = 0;
    while (c->filled - at >= HEADER) {
        const unsigned char *h = c->input + at;
        size_t length = HEADER + (((size_t)h[8] << 24) | (h[9] << 16) | (h[10] << 8) | h[11]);
        if (c->filled - at < length) break;
        if (h[6] != 0 || h[7] != 0) {
            fprintf(stderr, "a get was answered with 0x%02x%02x\n", h[6], h[7]);
            exit(1);
        }
        at += length;
        count++;
    }
    memmove(c->input, c->input + at, c->filled - at);
    c->filled -= at;
    c->waiting -= count;
    return count;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: gets HOST PORT [connections=4] [depth=256] [seconds=5]\n");
        return 2;
    }
    int connections = argc > 3 ? atoi(argv[3]) : 4;
    long depth = argc > 4 ? atol(argv[4]) : 256;
    double seconds = argc > 5 ? atof(argv[5]) : 5;
    struct connection *all = calloc((size_t)connections, sizeof *all);
    struct pollfd *polls = calloc((size_t)connections, sizeof *polls);
    for (int i = 0; i < connections; i++) {
        open_connection(&all[i], argv[1], atoi(argv[2]), depth);
        polls[i] = (struct pollfd){.fd = all[i].socket, .events = POLLIN};
    }

    long total = 0, warm = 0;
    double start = now(), measured_from = 0;
    for (;;) {
        double elapsed = now() - start;
        if (measured_from == 0 && elapsed > 2) {
            measured_from = now();
            warm = total;
        }
        if (elapsed > 2 + seconds) break;
        for (int i = 0; i < connections; i++) {
            if (all[i].waiting == 0) {
                write_all(all[i].socket, all[i].batch, all[i].batch_length);
                all[i].waiting = depth;
            }
        }
        if (poll(polls, (nfds_t)connections, 1000) < 0) fail("poll");
        for (int i = 0; i < connections; i++)
            if (polls[i].revents) total += take_answers(&all[i]);
    }
    printf("%.0f gets/s (%d connections, %ld under way on each)\n", (total - warm) / (now() - measured_from), connections, depth);
    return 0;
}
