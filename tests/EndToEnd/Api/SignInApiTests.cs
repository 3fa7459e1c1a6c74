using System.Net.Http.Json;
using System.Text.Json;
using PatientFlow.Tests.Security;

namespace PatientFlow.Tests.Api;

/// <summary>What the board is told before and after somebody signed in.</summary>
public sealed class SignInApiTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_loopback_the_operator_may_do_everything_and_nobody_signs_in()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        var signIn = await silo.Api.GetFromJsonAsync<JsonElement>("/board.json", None);
        Assert.Equal("""{"open":true,"authority":null,"client_id":null,"scope":null}""", signIn.GetRawText());
        var me = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/me", None);
        Assert.Equal("operator", me.GetProperty("subject").GetString());
        Assert.Equal(
            ["census", "beds", "patients", "break_glass", "set_beds", "move_patients", "ingest", "operations"],
            me.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));
        Assert.True(me.GetProperty("whole_network").GetBoolean());
    }

    [Fact]
    public async Task With_an_issuer_the_board_may_ask_it_and_nobody_else()
    {
        using var folder = new TestFolder();
        await using var issuer = await TokenIssuer.StartAsync();
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], [.. issuer.Options, "--oidc-client", "board", "--oidc-scope", "offline_access"]);

        var signIn = await silo.Api.GetFromJsonAsync<JsonElement>("/board.json", None);
        Assert.Equal(
            $$"""{"open":false,"authority":"{{issuer.Url}}/","client_id":"board","scope":"openid offline_access"}""", signIn.GetRawText());
        using var page = await silo.Api.GetAsync(new Uri("/", UriKind.Relative), None);
        Assert.Contains(
            $"connect-src 'self' {issuer.Url}", Assert.Single(page.Headers.GetValues("Content-Security-Policy")).Split("; "));
    }

    [Fact]
    public async Task A_caller_is_told_what_their_token_is_good_for()
    {
        using var folder = new TestFolder();
        await using var issuer = await TokenIssuer.StartAsync();
        await using var silo = await RunningSilo.StartAsync(folder["data"], issuer.Options);
        silo.Api.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token(["housekeeping"], ["3", "1"], ["H2-ICU"]));

        var me = await silo.Api.GetStringAsync(new Uri("/api/v1/me", UriKind.Relative), None);
        Assert.Equal(
            """
            {"subject":"somebody","client":null,"roles":["housekeeping"],"permissions":["census","beds","set_beds"],"whole_network":false,"hospitals":[1,3],"departments":["H2-ICU"]}
            """.Trim(), me);
    }
}
