using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>The SASL mechanism of Azure's clients, which says nothing: tokens come later, at the node $cbs.</summary>
internal sealed class AnyoneMayIn() : SaslProfile(Mechanisms)
{
    public static readonly Symbol Mechanisms = "MSSBCBS";

    protected override ITransport UpgradeTransport(ITransport transport) => transport;

    protected override DescribedList GetStartCommand(string hostname) => new SaslInit { Mechanism = Mechanisms };

    protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
}
