namespace Settee.Wire;

/// <summary>The HELLO features that one connection has negotiated.</summary>
internal readonly record struct FeatureSet(ulong Bits)
{
    public bool Has(HelloFeature feature) => (ushort)feature < 64 && (Bits & (1UL << (ushort)feature)) != 0;

    public FeatureSet With(HelloFeature feature) => (ushort)feature < 64 ? new FeatureSet(Bits | (1UL << (ushort)feature)) : this;

    public static FeatureSet Of(params ReadOnlySpan<HelloFeature> features)
    {
        var set = default(FeatureSet);
        foreach (var feature in features)
            set = set.With(feature);

        return set;
    }
}
