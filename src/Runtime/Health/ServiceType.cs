namespace Settee;

/// <summary>The services of a node that a client may talk to.</summary>
public enum ServiceType
{
    /// <summary>Documents.</summary>
    KeyValue,

    /// <summary>Administration of the cluster.</summary>
    Management,

    /// <summary>Views.</summary>
    Views,

    /// <summary>SQL++ queries.</summary>
    Query,

    /// <summary>Full-text search.</summary>
    Search,

    /// <summary>Analytics.</summary>
    Analytics,

    /// <summary>Eventing.</summary>
    Eventing,
}
