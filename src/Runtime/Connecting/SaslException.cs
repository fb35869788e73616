namespace Settee.Connecting;

/// <summary>The SASL exchange cannot go on: the server broke its rules or did not prove that it knows the password.</summary>
internal sealed class SaslException(string message) : CouchbaseException(message);
