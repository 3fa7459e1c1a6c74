namespace PatientFlow.Flow.Bench;

/// <inheritdoc cref="IEmptyGrain" />
internal sealed class EmptyGrain : Grain, IEmptyGrain
{
    public Task CallAsync() => Task.CompletedTask;
}
