using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Embedded;
using Orleans.Runtime;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task A_method_may_return_each_kind_of_task()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");

        await grain.PlainAsync();
        Assert.Equal(3, await grain.ResultAsync(1, "ab"));
        await grain.ValueAsync();
        Assert.Equal("1-2", await grain.ValueResultAsync(1, 2L));
        Assert.Equal(["PlainAsync", "ValueAsync"], silo.Probe.Log);
    }

    [Fact]
    public async Task A_method_may_return_each_kind_of_task_and_await_first()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");
        await grain.YieldFirstAsync();

        await grain.PlainAsync();
        Assert.Equal(3, await grain.ResultAsync(1, "ab"));
        await grain.ValueAsync();
        Assert.Equal("1-2", await grain.ValueResultAsync(1, 2L));
    }

    [Fact]
    public async Task A_method_without_a_result_is_one_way()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");

        grain.Void("v");
        await silo.Probe.Gate("v");
        await grain.OneWayAsync("w");
        await silo.Probe.Gate("w");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_reaches_the_caller_with_its_type(bool yieldFirst)
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");
        if (yieldFirst) await grain.YieldFirstAsync();

        var synchronous = await Assert.ThrowsAsync<FormatException>(() => grain.ThrowAtOnceAsync());
        var later = await Assert.ThrowsAsync<FormatException>(async () => await grain.ThrowLaterAsync());

        Assert.Equal("at once", synchronous.Message);
        Assert.Equal("later", later.Message);
    }

    [Fact]
    public async Task A_cancellation_token_passes_through()
    {
        await using var silo = await TestSilo.StartAsync();
        using var source = new CancellationTokenSource();

        var call = silo.Grains.GetGrain<IKinds>("k").WaitAsync(source.Token);
        await silo.Probe.Gate("waiting");
        await source.CancelAsync();

        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, cancellation.CancellationToken);
        Assert.True(call.IsCanceled);
    }

    [Fact]
    public async Task A_reference_finds_inherited_methods_and_other_interfaces_of_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");

        Assert.Equal("k", await ((INamed)grain).NameAsync());
        Assert.Equal("k", await grain.AsReference<INamed>().NameAsync());
        Assert.Equal("k", await (await grain.SelfAsync()).NameAsync());
        Assert.Throws<InvalidCastException>(() => grain.AsReference<IKeyedByNumber>());
    }

    [Fact]
    public async Task References_to_one_grain_are_equal_and_do_not_show_its_key()
    {
        await using var silo = await TestSilo.StartAsync();
        var one = silo.Grains.GetGrain<IKinds>("patient-7");
        var same = silo.Grains.GetGrain<INamed>(GrainId.Create("kinds", "patient-7"));

        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(silo.Grains.GetGrain<IKinds>("patient-8")));
        Assert.DoesNotContain("patient-7", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_come_back_as_they_went_in()
    {
        await using var silo = await TestSilo.StartAsync();
        var id = new Guid("c9a646d3-9c61-4cb7-bfcd-ee2522c8f633");

        Assert.Equal(-5, await silo.Grains.GetGrain<IKeyedByNumber>(-5).KeyAsync());
        Assert.Equal((id, "ext"), await silo.Grains.GetGrain<IKeyedByBoth>(id, "ext").KeyAsync());
        Assert.Equal(-5, silo.Grains.GetGrain<IKeyedByNumber>(-5).GetPrimaryKeyLong());
        Assert.Equal("k", silo.Grains.GetGrain<IKinds>("k").GetPrimaryKeyString());
        Assert.Equal("kinds/k", silo.Grains.GetGrain<IKinds>("k").GetGrainId().ToString());
    }

    [Fact]
    public async Task The_request_context_travels_along_calls()
    {
        var turns = new SteppedTurns();
        await using var queued = await TestSilo.StartAsync(turns: turns);
        await using var inline = await TestSilo.StartAsync();

        RequestContext.Set("trace", "t1");
        var call = queued.Grains.GetGrain<IKinds>("k").TraceAsync();
        RequestContext.Clear();
        turns.Run();
        Assert.Equal("t1", await call);

        RequestContext.Set("trace", "t2");
        Assert.Equal("t2", await inline.Grains.GetGrain<IKinds>("k").TraceAsync());
    }

    [Fact]
    public async Task What_a_grain_puts_into_the_request_context_does_not_reach_its_caller()
    {
        await using var silo = await TestSilo.StartAsync();
        RequestContext.Set("trace", "mine");

        var call = silo.Grains.GetGrain<IKinds>("k").SetTraceAsync("theirs");
        Assert.Equal("mine", RequestContext.Get("trace"));
        await call;

        Assert.Equal("mine", RequestContext.Get("trace"));
    }

    [Fact]
    public async Task An_interface_that_cannot_be_called_is_refused_with_the_reason()
    {
        await using var silo = await TestSilo.StartAsync();

        var noGrain = Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<INobody>("k"));
        var noTask = Assert.Throws<NotSupportedException>(() => silo.Grains.GetGrain<ISynchronous>("k"));

        Assert.Contains("No grain class implements", noGrain.Message, StringComparison.Ordinal);
        Assert.Contains("not a task", noTask.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_has_stopped_refuses_calls()
    {
        var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IKinds>("k");
        await grain.PlainAsync();
        await silo.StopAsync();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.PlainAsync());
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Statistics_count_activations_and_calls()
    {
        await using var silo = await TestSilo.StartAsync();
        for (var i = 0; i < 10; i++) await silo.Grains.GetGrain<IKinds>($"k{i % 2}").PlainAsync();

        var kinds = silo.Services.GetRequiredService<GrainStatistics>().Read()
            .Single(type => type.GrainType == "kinds");

        Assert.Equal(new GrainClassStatistics("kinds", Activations: 2, Calls: 10), kinds);
    }

    internal interface INamed : IGrainWithStringKey
    {
        Task<string> NameAsync();
    }

    internal interface IKinds : INamed
    {
        Task PlainAsync();

        Task<int> ResultAsync(int one, string two);

        ValueTask ValueAsync();

        ValueTask<string> ValueResultAsync(int one, long two);

        void Void(string gate);

        [OneWay]
        Task OneWayAsync(string gate);

        Task YieldFirstAsync();

        Task ThrowAtOnceAsync();

        ValueTask<int> ThrowLaterAsync();

        Task WaitAsync(CancellationToken cancellationToken);

        Task<INamed> SelfAsync();

        Task<string?> TraceAsync();

        Task SetTraceAsync(string trace);
    }

    internal interface IKeyedByNumber : IGrainWithIntegerKey
    {
        Task<long> KeyAsync();
    }

    internal interface IKeyedByBoth : IGrainWithGuidCompoundKey
    {
        Task<(Guid Id, string? Extension)> KeyAsync();
    }

    internal interface INobody : IGrainWithStringKey;

    internal interface ISynchronous : IGrainWithStringKey
    {
        int Count();
    }

    internal sealed class KindsGrain(Probe probe) : Grain, IKinds
    {
        private bool _yieldFirst;

        public Task<string> NameAsync() => Task.FromResult(this.GetPrimaryKeyString());

        public async Task PlainAsync()
        {
            if (_yieldFirst) await Task.Yield();
            probe.Note(nameof(PlainAsync));
        }

        public async Task<int> ResultAsync(int one, string two)
        {
            if (_yieldFirst) await Task.Yield();
            return one + two.Length;
        }

        public async ValueTask ValueAsync()
        {
            if (_yieldFirst) await Task.Yield();
            probe.Note(nameof(ValueAsync));
        }

        public async ValueTask<string> ValueResultAsync(int one, long two)
        {
            if (_yieldFirst) await Task.Yield();
            return $"{one}-{two}";
        }

        public void Void(string gate) => probe.Open(gate);

        public Task OneWayAsync(string gate)
        {
            probe.Open(gate);
            throw new FormatException("Nobody hears of this.");
        }

        public Task YieldFirstAsync()
        {
            _yieldFirst = true;
            return Task.CompletedTask;
        }

        public Task ThrowAtOnceAsync() => throw new FormatException("at once");

        public async ValueTask<int> ThrowLaterAsync()
        {
            if (_yieldFirst) await Task.Yield();
            throw new FormatException("later");
        }

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            probe.Open("waiting");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        public Task<INamed> SelfAsync() => Task.FromResult(this.AsReference<INamed>());

        public Task<string?> TraceAsync() => Task.FromResult((string?)RequestContext.Get("trace"));

        public Task SetTraceAsync(string trace)
        {
            RequestContext.Set("trace", trace);
            return Task.CompletedTask;
        }
    }

    internal sealed class KeyedByNumberGrain : Grain, IKeyedByNumber
    {
        public Task<long> KeyAsync() => Task.FromResult(this.GetPrimaryKeyLong());
    }

    internal sealed class KeyedByBothGrain : Grain, IKeyedByBoth
    {
        public Task<(Guid Id, string? Extension)> KeyAsync() =>
            Task.FromResult((this.GetPrimaryKey(out var extension), extension));
    }

    internal sealed class SynchronousGrain : Grain, ISynchronous
    {
        public int Count() => 1;
    }
}
