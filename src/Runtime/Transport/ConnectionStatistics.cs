namespace Settee.Transport;

/// <summary>What went over a connection so far.</summary>
internal readonly record struct ConnectionStatistics(long RequestsSent, long Answers, long Sends, long BytesSent, long BytesReceived, long LateAnswers);
