using System.Numerics;

namespace Settee.Wire;

/// <summary>The HELLO features that one connection has negotiated.</summary>
internal readonly record struct FeatureSet(ulong Bits)
{
    public bool Has(HelloFeature feature) => (ushort)feature < 64 && (Bits & (1UL << (ushort)feature)) != 0;

    public FeatureSet With(HelloFeature feature) => (ushort)feature < 64 ? new FeatureSet(Bits | (1UL << (ushort)feature)) : this;

    /// <summary>Everything in either set.</summary>
    public FeatureSet With(FeatureSet others) => new(Bits | others.Bits);

    /// <summary>The lowest feature of <paramref name="wanted"/> that is not in this set; null when none is missing.</summary>
    public HelloFeature? FirstMissing(FeatureSet wanted)
    {
        var missing = wanted.Bits & ~Bits;
        return missing == 0 ? null : (HelloFeature)BitOperations.TrailingZeroCount(missing);
    }

    public static FeatureSet Of(params ReadOnlySpan<HelloFeature> features)
    {
        var set = default(FeatureSet);
        foreach (var feature in features)
            set = set.With(feature);

        return set;
    }
}
