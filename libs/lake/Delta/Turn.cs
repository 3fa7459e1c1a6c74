using System.Threading.Channels;

namespace PatientFlow.Lake.Delta;

/// <summary>Lets one caller in at a time. Nothing to dispose of, so its owner need not be disposable either.</summary>
internal sealed class Turn
{
    private readonly Channel<bool> _place = Channel.CreateBounded<bool>(1);

    public ValueTask EnterAsync(CancellationToken cancellation) => _place.Writer.WriteAsync(true, cancellation);

    public void Leave() => _place.Reader.TryRead(out _);
}
