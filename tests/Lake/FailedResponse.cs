using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace PatientFlow.Tests;

/// <summary>An answer without headers or content that says only its status.</summary>
internal sealed class FailedResponse(int status, string requestId) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "made by the test";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = requestId;

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => false;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = null;
        return false;
    }
}
