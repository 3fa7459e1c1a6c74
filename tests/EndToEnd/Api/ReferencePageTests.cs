using System.Net;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Api;

/// <summary>The page to read and try the API.</summary>
public sealed partial class ReferencePageTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    [Fact]
    public async Task The_page_runs_its_own_scripts_alone_and_they_come_from_the_silo()
    {
        using var answer = await silo.Api.GetAsync(new Uri("/scalar/v1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.True(nonce.Length >= 22, policy);
        Assert.DoesNotContain("unsafe", policy.Split("style-src")[0], StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);

        var scripts = Script().Matches(page);
        Assert.Equal(3, scripts.Count);
        Assert.All(scripts, s => Assert.Contains($"nonce=\"{nonce}\"", s.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        foreach (var name in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var script = await silo.Api.GetAsync(new Uri($"/scalar/{name}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        }

        using var again = await silo.Api.GetAsync(new Uri("/scalar/v1", UriKind.Relative));
        Assert.DoesNotContain(nonce, Assert.Single(again.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
