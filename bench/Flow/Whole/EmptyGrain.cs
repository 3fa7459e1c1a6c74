using System.Collections.Concurrent;

namespace PatientFlow.Flow.Bench;

/// <inheritdoc cref="IEmptyGrain" />
/// <param name="active">Gets the activation's context.</param>
internal sealed class EmptyGrain(ConcurrentBag<IGrainContext> active) : Grain, IEmptyGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        active.Add(GrainContext);
        return Task.CompletedTask;
    }

    public Task CallAsync() => Task.CompletedTask;
}
