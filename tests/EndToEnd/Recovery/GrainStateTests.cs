using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PatientFlow.Patients;
using PatientFlow.State;

namespace PatientFlow.Tests.Recovery;

/// <summary>
/// Grain state that is lost, damaged or of a newer version: the silo says which, makes it again from the log or refuses, and
/// never takes it for what it is not.
/// </summary>
public sealed class GrainStateTests(Recordings recordings)
{
    [Theory]
    [InlineData("lost", "There was no grain state")]
    [InlineData("damaged", "The grain state was damaged; it was set aside")]
    public async Task State_that_is_gone_is_said_so_and_made_again_from_the_log(string what, string words)
    {
        using var folder = await CopyAsync();
        var state = Path.Combine(folder["data"], "state");
        if (what == "lost") Directory.Delete(state, recursive: true);
        else File.Delete(Path.Combine(state, "grains", "CURRENT"));
        if (what == "damaged") Assert.Contains("damaged", (await VerifyAsync(folder)).Output, StringComparison.Ordinal);

        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            var status = await RebuiltAsync(silo);
            Assert.Equal(JsonValueKind.Null, status.GetProperty("rebuild").ValueKind);
            Assert.Contains(words, silo.Console, StringComparison.Ordinal);
            Assert.Contains("It is made again from the log", silo.Console, StringComparison.Ordinal);
            Assert.Equal(0, await silo.StopAsync());
        }

        Assert.Equal(what == "damaged", Directory.Exists(Path.Combine(state, "damaged")));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task State_of_a_newer_version_is_refused_in_plain_words_and_left_as_it_is()
    {
        using var folder = await CopyAsync();
        var mark = Path.Combine(folder["data"], "state", "grains", "FORMAT");
        await File.WriteAllTextAsync(mark, (await File.ReadAllTextAsync(mark)).Replace('1', '9'));
        var silo = await SiloProgram.RunAsync("silo", "--data", folder["data"], "--url", "http://127.0.0.1:0");
        Assert.Equal(2, silo.ExitCode);
        Assert.Contains("format 9", silo.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await VerifyAsync(folder)).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(folder["data"], "state", "damaged")));
    }

    [Fact]
    public async Task A_silo_that_meets_damage_ends_and_its_next_start_makes_the_state_again()
    {
        using var folder = await CopyAsync();
        var patient = await SpoilAsync(Path.Combine(folder["data"], "state"));
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            try
            {
                await silo.Api.GetAsync(new Uri($"/api/v1/patients/{patient}", UriKind.Relative));
            }
            catch (HttpRequestException)
            {
                // It ends under the call.
            }

            Assert.Equal(1, await silo.EndAsync());
            Assert.Contains("The grain state is damaged", silo.Console, StringComparison.Ordinal);
            Assert.DoesNotContain(patient, silo.Console, StringComparison.Ordinal);
        }

        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            await RebuiltAsync(silo);
            Assert.Contains("The grain state was damaged; it was set aside", silo.Console, StringComparison.Ordinal);
            Assert.Equal(0, await silo.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    /// <summary>Writes over the state of one patient something that is none, and gives his id.</summary>
    private static async Task<string> SpoilAsync(string folder)
    {
        await using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        using var store = GrainStore.Open(new GrainStoreOptions { Folder = folder }, services.GetRequiredService<Serializer>());
        await foreach (var (key, _) in store.ReadAllAsync<PatientState>("patient", "patient", CancellationToken.None))
        {
            var id = GrainId.Create("patient", key);
            var held = new Held<PatientState>();
            await store.ReadStateAsync("patient", id, held);
            await store.WriteStateAsync("patient", id, new Held<string> { State = "no patient", ETag = held.ETag });
            return key;
        }

        throw new InvalidOperationException("there is no patient");
    }

    private static async Task<JsonElement> RebuiltAsync(RunningSilo silo)
    {
        while (true)
        {
            var status = await silo.AppliedAsync();
            if (status.GetProperty("rebuild").ValueKind == JsonValueKind.Null && silo.Console.Contains("know all that the lake", StringComparison.Ordinal))
                return status;
        }
    }

    private static Task<Finished> VerifyAsync(TestFolder folder) => SiloProgram.RunAsync("verify", "--data", folder["data"]);

    private async Task<TestFolder> CopyAsync()
    {
        var run = await recordings.GetAsync(Recordings.SeedFlu);
        var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        return folder;
    }

    /// <summary>What Orleans hands to a storage.</summary>
    private sealed class Held<T> : IGrainState<T>
    {
        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
