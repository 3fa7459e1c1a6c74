namespace PatientFlow.Tests.Board;

/// <summary>A silo that asks who somebody is, the provider where they sign in, and a patient in two hospitals.</summary>
public sealed class GuardedBoard : IAsyncLifetime
{
    /// <summary>A patient of hospital 1, in <see cref="OwnBed"/>.</summary>
    internal const string OwnPatient = "p-of-one";

    /// <summary>A patient of hospital 3, in <see cref="OtherBed"/>.</summary>
    internal const string OtherPatient = "p-of-three";

    internal const string OwnBed = "H1-ICU-7";
    internal const string OtherBed = "H3-ICU-7";

    private readonly TestFolder folder = new();
    private OidcProvider? provider;
    private RunningSilo? silo;

    /// <summary>Where the board is.</summary>
    internal Uri Address => silo?.Api.BaseAddress ?? throw new InvalidOperationException("The silo was not started.");

    /// <summary>Where people sign in.</summary>
    internal string Issuer => provider?.Issuer ?? "";

    public async ValueTask InitializeAsync()
    {
        provider = await OidcProvider.StartAsync();
        silo = await StartAsync(provider, folder["data"], "board");
        silo.Api.DefaultRequestHeaders.Authorization = new("Bearer", await provider.TokenAsync("admin.*"));
        await silo.SendAsync(Wire.Admission("e-1", OwnPatient, hospital: 1));
        await silo.SendAsync(Wire.Admission("e-2", OtherPatient, hospital: 3));
        await silo.AppliedAsync();
    }

    /// <summary>Starts a silo whose board is a client of a provider.</summary>
    internal static async Task<RunningSilo> StartAsync(OidcProvider provider, string data, string client)
    {
        var silo = await RunningSilo.StartAsync(data, [.. provider.Options, "--oidc-client", client]);
        await provider.RegisterAsync(silo.Api.BaseAddress!);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        if (silo is not null) await silo.DisposeAsync();
        provider?.Dispose();
        folder.Dispose();
    }
}
