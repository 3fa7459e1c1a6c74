using Orleans;
using Orleans.Concurrency;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class TurnTests
{
    [Fact]
    public async Task Concurrent_first_calls_make_one_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        for (var round = 0; round < 200; round++)
        {
            var key = $"g{round}";
            await Task.WhenAll(Enumerable.Range(0, 8)
                .Select(_ => Task.Run(() => silo.Grains.GetGrain<ICounter>(key).IncrementAsync())));
            Assert.Equal(8, await silo.Grains.GetGrain<ICounter>(key).IncrementAsync() - 1);
        }

        Assert.Equal(200, silo.Probe.Log.Count(note => note == "activated"));
    }

    [Fact]
    public async Task A_grain_runs_one_turn_at_a_time_on_its_own_context()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<ICounter>("one");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                if ((i + caller) % 3 == 0) await grain.IncrementInTurnsAsync();
                else await grain.IncrementAsync();
            }
        })));

        Assert.Equal(16 * 2_000 + 1, await grain.IncrementAsync());
        Assert.DoesNotContain(silo.Probe.Log, note => note.StartsWith("violation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interleaved_turns_of_a_reentrant_grain_do_not_overlap()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantCounter>("one");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++) await grain.IncrementInTurnsAsync();
        })));

        Assert.DoesNotContain(silo.Probe.Log, note => note.StartsWith("violation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_of_one_caller_begin_in_the_order_in_which_they_were_made()
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<IOrdered>("o");

        var calls = Enumerable.Range(0, 500).Select(i => grain.NoteAsync($"{i}")).ToList();
        turns.Run();
        await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), silo.Probe.Log);
    }

    [Theory]
    [InlineData(nameof(IOrdered.HoldAsync), nameof(IOrdered.NoteAsync), false)]
    [InlineData(nameof(IOrdered.HoldAsync), nameof(IOrdered.ReadAsync), false)]
    [InlineData(nameof(IOrdered.HoldAsync), nameof(IOrdered.AlwaysAsync), true)]
    [InlineData(nameof(IOrdered.HoldReadingAsync), nameof(IOrdered.ReadAsync), true)]
    [InlineData(nameof(IOrdered.HoldReadingAsync), nameof(IOrdered.NoteAsync), false)]
    [InlineData(nameof(IOrdered.HoldAlwaysAsync), nameof(IOrdered.NoteAsync), true)]
    public async Task A_call_begins_beside_another_only_if_the_rules_allow_it(
        string running, string arriving, bool interleaves)
    {
        await AssertInterleavesAsync(silo => silo.Grains.GetGrain<IOrdered>("o"), running, arriving, interleaves);
    }

    [Fact]
    public async Task Any_call_begins_beside_any_other_on_a_reentrant_grain() => await AssertInterleavesAsync(
        silo => silo.Grains.GetGrain<IOrderedReentrant>("o"),
        nameof(IOrdered.HoldAsync),
        nameof(IOrdered.NoteAsync),
        interleaves: true);

    [Fact]
    public async Task A_read_only_call_overtakes_a_waiting_write_but_a_second_write_does_not()
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<IOrdered>("o");

        var calls = new List<Task>
        {
            grain.HoldReadingAsync("hold"), grain.NoteAsync("first write"), grain.NoteAsync("second write"),
            grain.ReadAsync("read"),
        };
        turns.Run();
        Assert.Equal(["read"], silo.Probe.Log);
        silo.Probe.Open("hold");
        turns.Run();
        await Task.WhenAll(calls);

        Assert.Equal(["read", "hold", "first write", "second write"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_read_only_call_that_waits_begins_with_the_others_once_the_write_has_ended()
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<IOrdered>("o");

        var calls = new List<Task>
        {
            grain.HoldAsync("write"), grain.HoldReadingAsync("reading"), grain.NoteAsync("second write"),
            grain.ReadAsync("read"),
        };
        turns.Run();
        silo.Probe.Open("write");
        turns.Run();
        Assert.Equal(["write", "read"], silo.Probe.Log);
        silo.Probe.Open("reading");
        turns.Run();
        await Task.WhenAll(calls);

        Assert.Equal(["write", "read", "reading", "second write"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_turn_is_not_interrupted_by_the_call_whose_wait_it_ends()
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = silo.Grains.GetGrain<IOrdered>("o");

        var calls = new List<Task> { grain.HoldOnOwnSourceAsync(), grain.NoteAsync("next"), grain.EndOwnWaitAsync() };
        turns.Run();
        await Task.WhenAll(calls);

        Assert.Equal(["before", "after", "next"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_long_chain_of_calls_does_not_exhaust_the_stack()
    {
        await using var silo = await TestSilo.StartAsync();
        var chain = Enumerable.Range(0, 20_000).Select(i => silo.Grains.GetGrain<IRing>($"r{i}")).ToArray();

        Assert.Equal(20_000, await chain[0].PassOnAsync(chain, 0));
    }

    private static async Task AssertInterleavesAsync(
        Func<TestSilo, IOrdered> grainOf, string running, string arriving, bool interleaves)
    {
        var turns = new SteppedTurns();
        await using var silo = await TestSilo.StartAsync(turns: turns);
        var grain = grainOf(silo);

        var first = Call(grain, running, "hold");
        var second = Call(grain, arriving, "arrived");
        turns.Run();
        Assert.Equal(interleaves ? ["arrived"] : [], silo.Probe.Log);
        silo.Probe.Open("hold");
        turns.Run();
        await Task.WhenAll(first, second);

        Assert.Equal(interleaves ? ["arrived", "hold"] : ["hold", "arrived"], silo.Probe.Log);
    }

    private static Task Call(IOrdered grain, string method, string note) =>
        (Task)typeof(IOrdered).GetMethod(method)!.Invoke(grain, [note])!;

    internal interface ICounter : IGrainWithStringKey
    {
        Task<int> IncrementAsync();

        Task<int> IncrementInTurnsAsync();
    }

    internal interface IReentrantCounter : IGrainWithStringKey
    {
        Task<int> IncrementInTurnsAsync();
    }

    internal interface IOrdered : IGrainWithStringKey
    {
        Task NoteAsync(string note);

        [ReadOnly]
        Task ReadAsync(string note);

        [AlwaysInterleave]
        Task AlwaysAsync(string note);

        Task HoldAsync(string gate);

        [ReadOnly]
        Task HoldReadingAsync(string gate);

        [AlwaysInterleave]
        Task HoldAlwaysAsync(string gate);

        Task HoldOnOwnSourceAsync();

        [AlwaysInterleave]
        Task EndOwnWaitAsync();
    }

    internal interface IOrderedReentrant : IOrdered;

    internal interface IRing : IGrainWithStringKey
    {
        Task CallAndBackAsync(IRing other, IRing self);

        Task<int> PassOnAsync(IRing[] chain, int at);

        Task HangAsync();

        [ResponseTimeout("00:00:02")]
        [AlwaysInterleave]
        Task HangImpatientlyAsync();
    }

    internal sealed class CounterGrain(Probe probe) : Grain, ICounter
    {
        private int _inTurn;
        private int _count;

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            probe.Note("activated");
            return Task.CompletedTask;
        }

        public Task<int> IncrementAsync()
        {
            InTurn(() => _count++);
            return Task.FromResult(_count);
        }

        public async Task<int> IncrementInTurnsAsync()
        {
            var context = SynchronizationContext.Current;
            var before = _count;
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                InTurn(() => { });
                if (SynchronizationContext.Current != context) probe.Note("violation: another context");
            }

            if (_count != before) probe.Note("violation: another call ran");
            return ++_count;
        }

        private void InTurn(Action work)
        {
            if (Interlocked.Increment(ref _inTurn) != 1) probe.Note("violation: two turns at once");
            work();
            Interlocked.Decrement(ref _inTurn);
        }
    }

    [Reentrant]
    internal sealed class ReentrantCounterGrain(Probe probe) : Grain, IReentrantCounter
    {
        private int _inTurn;
        private int _count;

        public async Task<int> IncrementInTurnsAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                if (Interlocked.Increment(ref _inTurn) != 1) probe.Note("violation: two turns at once");
                Thread.SpinWait(50);
                Interlocked.Decrement(ref _inTurn);
            }

            return ++_count;
        }
    }

    internal class OrderedGrain(Probe probe) : Grain, IOrdered
    {
        private readonly TaskCompletionSource _own = new();

        public Task NoteAsync(string note)
        {
            probe.Note(note);
            return Task.CompletedTask;
        }

        public Task ReadAsync(string note) => NoteAsync(note);

        public Task AlwaysAsync(string note) => NoteAsync(note);

        public async Task HoldAsync(string gate)
        {
            await probe.Gate(gate);
            probe.Note(gate);
        }

        public Task HoldReadingAsync(string gate) => HoldAsync(gate);

        public Task HoldAlwaysAsync(string gate) => HoldAsync(gate);

        public Task HoldOnOwnSourceAsync() => _own.Task;

        public Task EndOwnWaitAsync()
        {
            probe.Note("before");
            _own.SetResult();
            probe.Note("after");
            return Task.CompletedTask;
        }
    }

    [Reentrant]
    internal sealed class OrderedReentrantGrain(Probe probe) : OrderedGrain(probe), IOrderedReentrant;

    internal sealed class RingGrain(Probe probe) : Grain, IRing
    {
        public Task CallAndBackAsync(IRing other, IRing self) => other.PassOnAsync([other, self], 0);

        public async Task<int> PassOnAsync(IRing[] chain, int at)
        {
            if (at + 1 >= chain.Length) return chain.Length;
            return await chain[at + 1].PassOnAsync(chain, at + 1);
        }

        public Task HangAsync() => probe.Gate("never");

        public Task HangImpatientlyAsync() => HangAsync();
    }
}
