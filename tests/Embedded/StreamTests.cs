using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class StreamTests
{
    private readonly FakeTime _time = new();
    private readonly SteppedTurns _turns = new();
    private readonly FakeSource _source = new("0", "1");

    [Fact]
    public async Task Each_key_is_delivered_in_order_and_in_batches_to_the_grain_of_that_key()
    {
        _source.Write("0", "a", "b", "c", "d", "e");
        await using var silo = await StartAsync(batchSize: 2);
        _turns.Run();
        _source.Write("1", "x");
        _source.Write("0", "f");
        _turns.Run();

        Assert.Equal(["0: a b", "0: c d", "0: e", "0: f"], Of(silo, "0"));
        Assert.Equal(["1: x"], Of(silo, "1"));
    }

    [Fact]
    public async Task A_subscription_begins_at_its_token()
    {
        _source.Write("0", "a", "b", "c", "d");
        await using var silo = await StartAsync(from: 2);
        _turns.Run();

        Assert.Equal(["0: c d"], Of(silo, "0"));
    }

    [Fact]
    public async Task The_next_batch_waits_for_the_one_before_and_a_call_for_both()
    {
        _source.Write("0", "hold", "b", "c");
        await using var silo = await StartAsync(batchSize: 1);
        _turns.Run();
        var call = silo.Grains.GetGrain<IReader>("0").CallAsync();
        _turns.Run();
        Assert.Equal(["0: hold"], Of(silo, "0"));
        Assert.False(call.IsCompleted);

        silo.Probe.Open("hold");
        _turns.Run();
        await call;

        Assert.Equal(["0: hold", "0: b", "0: c"], Of(silo, "0"));
    }

    [Fact]
    public async Task A_failing_delivery_is_tried_again_after_growing_waits()
    {
        _source.Write("0", "fail 8 times", "b");
        await using var silo = await StartAsync();
        _turns.Run();

        var waits = new List<double>();
        var waited = 0.0;
        var tries = 1;
        while (tries < 9 && waited < 10)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            waited += 0.1;
            _turns.Run();
            if (Of(silo, "0").Count == tries) continue;
            tries++;
            waits.Add(Math.Round(waited, 1));
            waited = 0;
        }

        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0], waits);
        _source.Write("0", "c");
        _turns.Run();
        Assert.Equal(["0: fail 8 times b", "0: c"], Of(silo, "0").TakeLast(2));
    }

    [Fact]
    public async Task A_failing_source_is_read_again()
    {
        _source.Failures = 2;
        _source.Write("0", "a");
        await using var silo = await StartAsync();
        _turns.Run();
        Assert.Empty(Of(silo, "0"));
        _time.Advance(TimeSpan.FromSeconds(1));
        _turns.Run();

        Assert.Equal(["0: a"], Of(silo, "0"));
    }

    [Fact]
    public async Task A_grain_that_went_away_is_activated_again_and_delivery_begins_at_its_new_token()
    {
        _source.Write("0", "a", "b");
        await using var silo = await StartAsync(batchSize: 1);
        _turns.Run();
        silo.Services.GetRequiredService<ReaderPlan>().From = 1;

        _source.Write("0", "leave", "d");
        _turns.Run();

        Assert.Equal(["0: a", "0: b", "0: leave", "0: b", "0: leave", "0: d"], Of(silo, "0"));
    }

    [Fact]
    public async Task A_grain_that_fails_and_leaves_gets_its_batch_again_in_its_next_life()
    {
        _source.Write("0", "a", "fail and leave", "c");
        await using var silo = await StartAsync(batchSize: 1);
        _turns.Run();
        _time.Advance(TimeSpan.FromSeconds(10));
        _turns.Run();

        Assert.Equal(
            ["0: a", "0: fail and leave", "0: a", "0: fail and leave", "0: c"],
            Of(silo, "0"));
    }

    [Fact]
    public async Task Subscribing_again_resets_the_position_and_forgets_the_delivery_in_flight()
    {
        _source.Write("0", "a", "b", "hold", "d");
        await using var silo = await StartAsync(batchSize: 1);
        _turns.Run();
        Assert.Equal(["0: a", "0: b", "0: hold"], Of(silo, "0"));

        var again = silo.Grains.GetGrain<IReader>("0").SubscribeAgainAsync(1);
        _turns.Run();
        await again;
        silo.Probe.Open("hold");
        _turns.Run();

        Assert.Equal(["0: a", "0: b", "0: hold", "0: b", "0: hold", "0: d"], Of(silo, "0"));
    }

    [Fact]
    public async Task Nothing_is_delivered_after_unsubscribing_until_the_grain_subscribes_again()
    {
        _source.Write("0", "a");
        await using var silo = await StartAsync();
        _turns.Run();
        await silo.DoAsync(_turns, silo.Grains.GetGrain<IReader>("0").UnsubscribeAsync());
        _source.Write("0", "b");
        _turns.Run();
        _time.Advance(TimeSpan.FromMinutes(1));
        _turns.Run();
        Assert.Equal(["0: a"], Of(silo, "0"));

        await silo.DoAsync(_turns, silo.Grains.GetGrain<IReader>("0").SubscribeAgainAsync(1));
        _turns.Run();

        Assert.Equal(["0: a", "0: b"], Of(silo, "0"));
    }

    [Fact]
    public async Task A_grain_may_be_told_of_its_subscription_and_take_events_one_by_one()
    {
        _source.Write("0", "a", "b", "fail once", "d");
        await using var silo = await StartAsync();
        _turns.Run();
        _time.Advance(TimeSpan.FromSeconds(1));
        _turns.Run();

        Assert.Equal(
            ["told 0: a 0", "told 0: b 1", "told 0: fail once 2", "told 0: fail once 2", "told 0: d 3"],
            silo.Probe.Log.Where(note => note.StartsWith("told 0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stream_that_is_not_the_grains_own_is_refused()
    {
        await using var silo = await StartAsync();
        _turns.Run();

        var other = silo.Grains.GetGrain<IReader>("0").SubscribeToAsync("texts", "1");
        var unknown = silo.Grains.GetGrain<IReader>("0").SubscribeToAsync("nowhere", "0");
        _turns.Run();

        await Assert.ThrowsAsync<NotSupportedException>(() => other);
        await Assert.ThrowsAsync<InvalidOperationException>(() => unknown);
    }

    [Fact]
    public async Task Agents_stop_first_then_the_hosts_own_code_then_the_grains()
    {
        _source.Write("0", "a", "hold");
        var silo = await StartAsync(batchSize: 1, builder =>
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FinalExport>());
        _turns.Run();

        var stop = silo.StopAsync();
        _source.Write("0", "too late");
        Assert.False(stop.IsCompleted);
        silo.Probe.Open("hold");
        await stop;

        Assert.Equal(
            ["0: a", "0: hold", "hold taken", "final export", "0: called"],
            silo.Probe.Log.Where(note => note.StartsWith("0:", StringComparison.Ordinal)
                || note is "final export" or "hold taken"));
        Assert.True(
            silo.Probe.Log.ToList().IndexOf("final export") < silo.Probe.Log.ToList().IndexOf("reader deactivated"));
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Streams_flow_on_real_threads_too()
    {
        var source = new FakeSource("0", "1");
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.AddStreamSource<string>("log", _ => source);
            builder.Services.AddSingleton(new ReaderPlan());
        });

        for (var i = 0; i < 5_000; i++) source.Write(i % 2 == 0 ? "0" : "1", $"{i}");
        source.Write("0", "open 0");
        source.Write("1", "open 1");
        await silo.Probe.Gate("open 0");
        await silo.Probe.Gate("open 1");

        var delivered = Of(silo, "0").SelectMany(batch => batch[3..].Split(' '));
        Assert.Equal(Enumerable.Range(0, 2_500).Select(i => $"{2 * i}"), delivered.Take(2_500));
    }

    private Task<TestSilo> StartAsync(
        int batchSize = 1000, Action<ISiloBuilder>? more = null, long from = 0) =>
        TestSilo.StartAsync(
            builder =>
            {
                builder.AddStreamSource<string>("log", _ => _source);
                builder.Configure<StreamAgentOptions>(options => options.BatchSize = batchSize);
                builder.Services.AddSingleton(new ReaderPlan { From = from });
                more?.Invoke(builder);
            },
            _time,
            _turns);

    private static List<string> Of(TestSilo silo, string key) =>
        silo.Probe.Log.Where(note => note.StartsWith(key + ": ", StringComparison.Ordinal)).ToList();

    internal interface IReader : IGrainWithStringKey
    {
        Task CallAsync();

        Task NoteAsync(string note);

        [Orleans.Concurrency.AlwaysInterleave]
        Task SubscribeAgainAsync(long from);

        Task UnsubscribeAsync();

        Task SubscribeToAsync(string ns, string key);
    }

    internal interface IToldReader : IGrainWithStringKey;

    internal sealed class ReaderPlan
    {
        public long From { get; set; }
    }

    internal sealed class FinalExport(IGrainFactory grains, Probe probe) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            "final export",
            ServiceLifecycleStage.BecomeActive,
            _ => Task.CompletedTask,
            async _ =>
            {
                probe.Note("final export");
                await grains.GetGrain<IReader>("0").NoteAsync("called");
            });
    }

    [ImplicitStreamSubscription("texts")]
    internal sealed class ReaderGrain(Probe probe, ReaderPlan plan) : Grain, IReader, IAsyncBatchObserver<string>
    {
        private StreamSubscriptionHandle<string>? _handle;

        private string Key => this.GetPrimaryKeyString();

        public override Task OnActivateAsync(CancellationToken cancellationToken) => SubscribeAgainAsync(plan.From);

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            if (Key == "0") probe.Note("reader deactivated");
            return Task.CompletedTask;
        }

        public async Task OnNextAsync(IList<SequentialItem<string>> items)
        {
            probe.Note($"{Key}: {string.Join(' ', items.Select(item => item.Item))}");
            foreach (var text in items.Select(item => item.Item))
            {
                if (text == "leave" && probe.Log.Count(note => note == "0: leave") == 1) DeactivateOnIdle();
                if (text.StartsWith("open", StringComparison.Ordinal)) probe.Open(text);
                if (text == "hold")
                {
                    await probe.Gate("hold");
                    probe.Note("hold taken");
                }

                if (text == "fail and leave" && probe.Log.Count(note => note == $"{Key}: {text}") == 1)
                {
                    DeactivateOnIdle();
                    throw new FormatException("as planned");
                }

                if (text == "fail 8 times" && Times($"{Key}: {text}") <= 8)
                    throw new FormatException("as planned");
            }
        }

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        private int Times(string beginning) =>
            probe.Log.Count(note => note.StartsWith(beginning, StringComparison.Ordinal));

        public Task CallAsync() => Task.CompletedTask;

        public Task NoteAsync(string note)
        {
            probe.Note($"{Key}: {note}");
            return Task.CompletedTask;
        }

        public async Task SubscribeAgainAsync(long from)
        {
            var stream = this.GetStreamProvider("log").GetStream<string>("texts", Key);
            _handle = await stream.SubscribeAsync(this, new EventSequenceTokenV2(from));
        }

        public Task UnsubscribeAsync() => _handle!.UnsubscribeAsync();

        public async Task SubscribeToAsync(string ns, string key) =>
            await this.GetStreamProvider("log").GetStream<string>(ns, key).SubscribeAsync(this);
    }

    [ImplicitStreamSubscription("texts")]
    internal sealed class ToldReaderGrain(Probe probe)
        : Grain, IToldReader, IStreamSubscriptionObserver, IAsyncObserver<string>
    {
        private bool _hasFailed;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
            handleFactory.Create<string>().ResumeAsync(this);

        public Task OnNextAsync(string item, StreamSequenceToken? token = null)
        {
            probe.Note($"told {this.GetPrimaryKeyString()}: {item} {token?.SequenceNumber}");
            if (item != "fail once" || _hasFailed) return Task.CompletedTask;
            _hasFailed = true;
            throw new FormatException("as planned");
        }
    }
}
