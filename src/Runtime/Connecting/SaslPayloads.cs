using System.Text;

namespace Settee.Connecting;

/// <summary>The mechanisms that are one message.</summary>
internal static class SaslPayloads
{
    public const string Plain = "PLAIN";
    public const string OAuthBearer = "OAUTHBEARER";

    /// <summary>RFC 4616: no authorization identity, then user and password, separated by NUL.</summary>
    public static byte[] ForPlain(string user, string password) => Encoding.UTF8.GetBytes($"\0{user}\0{password}");

    /// <summary>RFC 7628.</summary>
    public static byte[] ForOAuthBearer(string token) => Encoding.ASCII.GetBytes($"n,,\u0001auth=Bearer {token}\u0001\u0001");
}
