using System.Threading.Channels;

namespace PatientFlow.Lake.Delta;

/// <summary>Lets one caller in at a time. Nothing to dispose of, so its owner need not be disposable either.</summary>
internal sealed class Turn
{
    private readonly Channel<bool> place = Channel.CreateBounded<bool>(1);

    public ValueTask EnterAsync(CancellationToken cancellationToken) =>
        place.Writer.WriteAsync(true, cancellationToken);

    public void Leave() => place.Reader.TryRead(out _);
}
