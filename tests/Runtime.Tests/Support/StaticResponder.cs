using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>
/// A server that answers every get with one document, every lookup with its number and its text, and every write with success, from prepared bytes and on a thread of its own: it
/// allocates nothing, so that what a test counts is the client's. It is also the connector to itself, which spares the handshake.
/// </summary>
internal sealed class StaticResponder : INodeConnector, IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _document;
    private readonly byte[] _fields;
    private readonly bool _compressed;
    private readonly List<Socket> _accepted = [];

    /// <param name="json">The document.</param>
    /// <param name="compressed">Whether values travel compressed, both ways.</param>
    public StaticResponder(string json, bool compressed = false)
    {
        _compressed = compressed;
        _document = compressed ? Snappy.Compress(Encoding.UTF8.GetBytes(json)) : Encoding.UTF8.GetBytes(json);
        using (var parsed = JsonDocument.Parse(json))
            _fields = [.. parsed.RootElement.EnumerateObject().SelectMany(static member => FieldAnswer(member.Value.GetRawText()))];

        _listener.Start();
        Endpoint = new NodeEndpoint("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
    }

    public NodeEndpoint Endpoint { get; }

    /// <summary>The length of a document with this text.</summary>
    public static int LengthOf(string text) => $$"""{"id":10,"text":"{{text}}"}""".Length;

    private byte[] ClusterMap => Encoding.UTF8.GetBytes(
        $$$"""
        {"rev":1,"revEpoch":1,"name":"default","nodeLocator":"vbucket","uuid":"0","bucketCapabilities":["cccp","collections"],
         "nodes":[{"hostname":"127.0.0.1:8091","ports":{"direct":{{{Endpoint.Port}}}}}],
         "nodesExt":[{"hostname":"127.0.0.1","thisNode":true,"services":{"kv":{{{Endpoint.Port}}}}}],
         "vBucketServerMap":{"hashAlgorithm":"CRC","numReplicas":0,"serverList":["127.0.0.1:{{{Endpoint.Port}}}"],"vBucketMap":[[0],[0],[0],[0]]}}
        """);

    public async Task<EstablishedConnection> ConnectAsync(NodeEndpoint endpoint, string? bucket, CancellationToken cancellationToken)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accepting = _listener.AcceptSocketAsync(cancellationToken);
        await client.ConnectAsync(IPAddress.Loopback, Endpoint.Port, cancellationToken);
        var server = await accepting;
        server.NoDelay = true;
        lock (_accepted)
            _accepted.Add(server);

        new Thread(() => Serve(server)) { IsBackground = true }.Start();
        var connection = new Connection(new NetworkStream(client, ownsSocket: true), Endpoint.ToString(), TimeProvider.System)
        {
            Features = FeatureSet.Of(HelloFeature.Json, HelloFeature.Collections, HelloFeature.MutationSeqno, HelloFeature.AlternateRequest, HelloFeature.PreserveTtl)
                .With(_compressed ? FeatureSet.Of(HelloFeature.Snappy) : default),
        };
        return new EstablishedConnection(connection, new OfferedMap(bucket is null ? null : ClusterMap));
    }

    public Task ReauthenticateAsync(Connection connection, NodeEndpoint endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _listener.Stop();
        lock (_accepted)
            _accepted.ForEach(socket => socket.Dispose());
    }

    private void Serve(Socket socket)
    {
        var input = new byte[256 * 1024];
        var output = new byte[1024 * 1024];
        var pending = 0;
        try
        {
            while (socket.Receive(input.AsSpan(pending)) is var count and > 0)
            {
                pending += count;
                var consumed = 0;
                var written = 0;
                while (pending - consumed >= FrameHeader.Size)
                {
                    var request = FrameHeader.Read(input.AsSpan(consumed));
                    if (pending - consumed < request.FrameLength)
                        break;

                    consumed += request.FrameLength;
                    written += Answer(request, output.AsSpan(written));
                }

                socket.Send(output.AsSpan(0, written));
                input.AsSpan(consumed, pending - consumed).CopyTo(input);
                pending -= consumed;
            }
        }
        catch (SocketException)
        {
            // The client has gone.
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private int Answer(FrameHeader request, Span<byte> output)
    {
        var isGet = request.Opcode == Opcode.Get;
        var extras = isGet ? 4 : request.Opcode == Opcode.SubdocMultiLookup ? 0 : 16;
        var value = request.Opcode switch
        {
            Opcode.Get => _document,
            Opcode.SubdocMultiLookup => _fields,
            Opcode.GetClusterConfig => ClusterMap,
            _ => [],
        };
        new FrameHeader
        {
            Magic = Magic.Response,
            Opcode = request.Opcode,
            ExtrasLength = extras,
            DataType = !isGet ? DataType.Raw : _compressed ? DataType.Json | DataType.Snappy : DataType.Json,
            BodyLength = extras + value.Length,
            Opaque = request.Opaque,
            Cas = 7,
        }.Write(output);
        var body = output[FrameHeader.Size..];
        body[..extras].Clear();
        if (isGet)
            BinaryPrimitives.WriteUInt32BigEndian(body, CommonFlags.Json);

        value.CopyTo(body[extras..]);
        return FrameHeader.Size + extras + value.Length;
    }

    // Status (2 bytes), length (4 bytes), value.
    private static byte[] FieldAnswer(string json)
    {
        var answer = new byte[6 + json.Length];
        BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(2), json.Length);
        Encoding.ASCII.GetBytes(json, answer.AsSpan(6));
        return answer;
    }
}
