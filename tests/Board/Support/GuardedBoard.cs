[assembly: AssemblyFixture(typeof(PatientFlow.Tests.Board.GuardedBoard))]

namespace PatientFlow.Tests.Board;

/// <summary>A silo that asks who somebody is, the provider where they sign in, and a patient in two hospitals.</summary>
public sealed class GuardedBoard : IAsyncDisposable
{
    /// <summary>A patient of hospital 1, in <see cref="OwnBed"/>.</summary>
    internal const string OwnPatient = "p-of-one";

    /// <summary>A patient of hospital 3, in <see cref="OtherBed"/>.</summary>
    internal const string OtherPatient = "p-of-three";

    internal const string OwnBed = "H1-ICU-7";
    internal const string OtherBed = "H3-ICU-7";

    private readonly TestFolder folder = new();
    private readonly Lazy<Task<Uri>> started;
    private OidcProvider? provider;
    private RunningSilo? silo;

    public GuardedBoard() => started = new(StartAsync);

    /// <summary>Where the board is. The first who asks starts it.</summary>
    internal Task<Uri> AddressAsync() => started.Value;

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

    private async Task<Uri> StartAsync()
    {
        provider = await OidcProvider.StartAsync();
        silo = await StartAsync(provider, folder["data"], "board");
        silo.Api.DefaultRequestHeaders.Authorization = new("Bearer", await provider.TokenAsync("admin.*"));
        await silo.SendAsync(Wire.Admission("e-1", OwnPatient, hospital: 1));
        await silo.SendAsync(Wire.Admission("e-2", OtherPatient, hospital: 3));
        await silo.AppliedAsync();
        return silo.Api.BaseAddress!;
    }
}
