using Microsoft.AspNetCore.Routing;
using PatientFlow.Configuration;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Security;

namespace PatientFlow.Tests.Security;

/// <summary>Every endpoint, every role, every scope, every kind of token.</summary>
public sealed class AuthorizationTableTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_has_a_row_that_says_what_it_needs()
    {
        using var folder = new TestFolder();
        await using var app = WebHost.Build(
            new SiloSettings { DataFolder = folder["data"] }, NetworkLoader.Load(null), new Uri("http://127.0.0.1:0"), null, _ => { });
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            // These only say where a path has moved to, and show the description.
            .Where(e => !Path(e).EndsWith("{**rest}", StringComparison.Ordinal) && !Path(e).StartsWith("/scalar", StringComparison.Ordinal))
            .SelectMany(
            e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(m => m != "HEAD").Select(
                m => $"{m} {Path(e)} {e.Metadata.GetMetadata<Needs>()?.Permission?.ToString() ?? "nothing"}"));

        Assert.Equal(
            GuardedRoute.All.Select(r => $"{r} {r.Needs?.ToString() ?? "nothing"}").Order(StringComparer.Ordinal),
            endpoints.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_that_may_name_a_patient_is_audited()
    {
        using var folder = new TestFolder();
        await using var app = WebHost.Build(
            new SiloSettings { DataFolder = folder["data"] }, NetworkLoader.Load(null), new Uri("http://127.0.0.1:0"), null, _ => { });
        var silent = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).Where(
            e => e.Metadata.GetMetadata<Needs>() is { Permission: Permission.Patients or Permission.BreakGlass or Permission.SetBeds or Permission.MovePatients }
                && e.Metadata.GetMetadata<AuditedAnswer>() is null);

        Assert.Empty(silent.Select(e => e.DisplayName));
    }

    [Fact]
    public async Task Each_role_gets_what_it_needs_of_its_own_hospital_and_nothing_of_another()
    {
        using var folder = new TestFolder();
        await using var issuer = await TokenIssuer.StartAsync();
        await using var silo = await RunningSilo.StartAsync(folder["data"], [.. issuer.Options, "--rate-limit", "100000"]);
        await FillAsync(silo, issuer);
        var wrong = new List<string>();
        foreach (var route in GuardedRoute.All)
            foreach (var role in Enum.GetValues<Role>())
                foreach (var (scope, hospitals) in new[] { ("own", new[] { "3" }), ("other", ["1"]), ("none", []), ("all", ["*"]) })
                {
                    var may = route.Needs is not { } needs || Roles.May(role, needs);
                    var expected = !may ? 403 : scope is "own" or "all" ? route.Own : route.Other;
                    using var request = route.Ask(issuer.Token([Roles.NameOf(role)], hospitals));
                    using var answer = await silo.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, None);
                    var text = await LiveMessages.TextAsync(answer, None);
                    if ((int)answer.StatusCode != expected) wrong.Add($"{route}, {role}, {scope}: {(int)answer.StatusCode}, not {expected}");
                    if (route.Needs is null) continue;
                    var showsPatient = text.Contains("p-1", StringComparison.Ordinal) && route.Method == "GET";
                    if (showsPatient && (!Roles.May(role, Permission.Patients) || scope is "other" or "none"))
                        wrong.Add($"{route}, {role}, {scope}: names the patient");
                    if (scope is "other" or "none" && text.Contains("H3-", StringComparison.Ordinal))
                        wrong.Add($"{route}, {role}, {scope}: names a department of another hospital");
                }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Nobody_gets_in_by_a_token_or_key_that_is_wrong_in_any_way()
    {
        using var folder = new TestFolder();
        await using var issuer = await TokenIssuer.StartAsync();
        var keys = folder["keys.json"];
        var revoked = (await SiloProgram.RunAsync("keys", "add", "one", "--role", "admin", "--hospital", "*", "--api-keys", keys)).Output.Trim();
        var good = (await SiloProgram.RunAsync("keys", "add", "two", "--role", "ingest", "--hospital", "3", "--api-keys", keys)).Output.Trim();
        await using var silo = await RunningSilo.StartAsync(folder["data"], [.. issuer.Options, "--api-keys", keys, "--rate-limit", "100000"]);
        var post = GuardedRoute.All.Single(r => r is { Method: "POST", Needs: Permission.Ingest });
        Assert.Equal(200, await StatusAsync(silo, post, good));
        Assert.Equal(0, (await SiloProgram.RunAsync("keys", "revoke", revoked.Split('_')[1], "--api-keys", keys)).ExitCode);

        var wrong = new List<string>();
        (string What, string? Token)[] tokens =
        [
            ("none", null), ("revoked key", revoked), ("changed key", good[..^1] + (good[^1] == 'A' ? 'B' : 'A')), ("unknown key", "pf_none_none"),
            .. issuer.Wrong().Select(w => (w.What, (string?)w.Token)),
        ];
        foreach (var route in GuardedRoute.All.Where(r => !r.IsOpen))
            foreach (var (what, token) in tokens)
                if (await StatusAsync(silo, route, token) is var status and not 401) wrong.Add($"{route}, {what}: {status}");

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_clinician_sees_a_patient_of_another_hospital_only_after_saying_why_and_the_trail_says_so()
    {
        using var folder = new TestFolder();
        await using var issuer = await TokenIssuer.StartAsync();
        await using var silo = await RunningSilo.StartAsync(folder["data"], issuer.Options);
        await FillAsync(silo, issuer);
        var token = issuer.Token(["clinician"], ["1"], subject: "dr-1");
        var patient = GuardedRoute.All.Single(r => r.Pattern.EndsWith("/patients/{id}", StringComparison.Ordinal));
        Assert.Equal(404, await StatusAsync(silo, patient, token));
        using (var request = GuardedRoute.All.Single(r => r.Needs == Permission.BreakGlass).Ask(token))
        {
            request.Content = new StringContent("""{"reason":"Unconscious in our emergency room"}""", System.Text.Encoding.UTF8, "application/json");
            using var broken = await silo.Api.SendAsync(request, None);
            Assert.True(broken.IsSuccessStatusCode, await broken.Content.ReadAsStringAsync(None));
        }

        Assert.Equal(200, await StatusAsync(silo, patient, token));
        Assert.Equal(404, await StatusAsync(silo, patient, issuer.Token(["clinician"], ["1"], subject: "dr-2")));

        Assert.Equal(0, await silo.StopAsync());
        var trail = await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"], None);
        Assert.Equal(2, trail.Count(l => l.Contains("\"who\":\"dr-1\"", StringComparison.Ordinal) && l.Contains("Unconscious", StringComparison.Ordinal)));
        Assert.DoesNotContain("Unconscious", silo.Console, StringComparison.Ordinal);
        var verified = await SiloProgram.RunAsync("audit", "verify", "--data", folder["data"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static async Task FillAsync(RunningSilo silo, TokenIssuer issuer)
    {
        using var request = GuardedRoute.All.Single(r => r is { Method: "POST", Needs: Permission.Ingest }).Ask(issuer.Token(["ingest"], ["3"]));
        using var answer = await silo.Api.SendAsync(request, None);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(None));
        silo.Api.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token(["admin"], ["*"]));
        await silo.AppliedAsync();
        silo.Api.DefaultRequestHeaders.Authorization = null;
    }

    private static async Task<int> StatusAsync(RunningSilo silo, GuardedRoute route, string? token)
    {
        using var request = route.Ask(token);
        using var answer = await silo.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, None);
        return (int)answer.StatusCode;
    }
}
