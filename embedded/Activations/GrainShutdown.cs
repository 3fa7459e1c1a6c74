namespace Orleans.Embedded.Activations;

/// <summary>Deactivates every grain when the silo stops.</summary>
internal sealed class GrainShutdown(Silo silo)
{
    /// <summary>Grains deactivated at once. Bounds what a stop allocates, whatever the number of grains.</summary>
    private const int GroupSize = 4096;

    /// <summary>Deactivating grains may call others back into memory, and those again, so many times.</summary>
    private const int RoundsMax = 5;

    private static readonly DeactivationReason Reason =
        new(DeactivationReasonCode.ShuttingDown, "The silo is stopping.");

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var round = 0; round < RoundsMax; round++)
            {
                var present = Present();
                if (present.Count == 0) break;
                foreach (var group in present.Chunk(GroupSize)) await DeactivateAsync(group, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host's patience is over: what is left ends with the process.
        }
        catch (TimeoutException)
        {
            // Likewise, by the silo's own limit.
        }

        silo.Close();
        var left = silo.Classes.Sum(grainClass => grainClass.ActivationCount);
        if (left > 0) ActivationLog.StoppedWithActiveGrains(silo.Logger, left);
    }

    private List<Activation> Present() => silo.Classes
        .SelectMany(grainClass => grainClass.Activations)
        .OrderBy(activation => activation.Number)
        .ToList();

    private Task DeactivateAsync(Activation[] group, CancellationToken cancellationToken)
    {
        foreach (var activation in group) activation.Deactivate(Reason, cancellationToken);
        return Task.WhenAll(group.Select(activation => activation.Deactivated))
            .WaitAsync(silo.Collection.DeactivationTimeout, silo.TimeProvider, cancellationToken);
    }
}
