namespace Settee;

/// <summary>What went over the connections that are open now, added up. Taken without stopping anything, so the figures may be a moment apart.</summary>
/// <param name="OpenConnections">Sockets to nodes.</param>
/// <param name="RequestsSent">Requests, repetitions and housekeeping included.</param>
/// <param name="Sends">Write calls on the sockets; far fewer than requests when many callers share a connection.</param>
/// <param name="BytesSent">Bytes handed to the sockets, before TLS.</param>
/// <param name="BytesReceived">Bytes taken from the sockets, after TLS.</param>
public readonly record struct ClusterStatistics(int OpenConnections, long RequestsSent, long Sends, long BytesSent, long BytesReceived);
