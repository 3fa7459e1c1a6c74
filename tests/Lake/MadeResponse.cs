using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace PatientFlow.Tests;

/// <summary>An answer that no service gave: a status, a code where one is given, and a body.</summary>
internal sealed class MadeResponse(int status, string requestId, string? errorCode = null, string body = "") : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "made by the test";

    public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));

    public override string ClientRequestId { get; set; } = requestId;

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        TryGetHeader("x-ms-error-code", out var code) ? [new HttpHeader("x-ms-error-code", code)] : [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name == "x-ms-error-code" ? errorCode : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
