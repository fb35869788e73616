using Settee.Wire;

namespace Settee.Operations;

/// <summary>The features that parts of sub-document requests need.</summary>
internal static class SubdocFeatures
{
    public static FeatureSet Of(PathFlags flags)
    {
        var required = default(FeatureSet);
        if ((flags & PathFlags.Xattr) != 0)
            required = required.With(HelloFeature.Xattr);

        if ((flags & PathFlags.Binary) != 0)
            required = required.With(HelloFeature.SubdocBinaryXattr);

        return required;
    }
}
