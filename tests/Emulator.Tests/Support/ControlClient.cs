using System.Text;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Tests.Support;

/// <summary>Speaks to the control API of an emulator.</summary>
internal sealed class ControlClient(CouchbaseEmulator emulator) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{emulator.ControlPort}/control/") };

    /// <summary>Has an operation done, and returns what it tells.</summary>
    public async Task<JsonNode> DoAsync(string operation, string body)
    {
        using var answer = await PostAsync(operation, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks for an operation that may be refused.</summary>
    public Task<HttpResponseMessage> PostAsync(string operation, string body) =>
        _http.PostAsync(new Uri(operation, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public void Dispose() => _http.Dispose();
}
