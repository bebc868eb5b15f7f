//! Code tables. A value keeps its order in the standard.

use crate::code_table::code_table;

code_table! {
    /// 事项类型. Local platforms use other codes (Guangdong: 21 for 公共服务, 20 for 其他行政权力): read those by name.
    ItemType {
        Power "00" "power" "行政权力" "Administrative power";
        Licence "01" "licence" "行政许可" "Licence";
        Penalty "02" "penalty" "行政处罚" "Penalty";
        Coercion "03" "coercion" "行政强制" "Coercion";
        Levy "04" "levy" "行政征收" "Levy";
        Payment "05" "payment" "行政给付" "Payment";
        Inspection "06" "inspection" "行政检查" "Inspection";
        Confirmation "07" "confirmation" "行政确认" "Confirmation";
        Reward "08" "reward" "行政奖励" "Reward";
        Ruling "09" "ruling" "行政裁决" "Ruling";
        OtherPower "10" "other-power" "其他行政权力" "Other administrative power";
        PublicService "20" "public-service" "公共服务" "Public service";
    }
}

code_table! {
    /// 行使层级
    Level {
        Nation "1" "nation" "国家级" "Nation";
        Province "2" "province" "省级" "Province";
        City "3" "city" "市级" "City";
        County "4" "county" "县级" "County";
        Township "5" "township" "镇（乡、街道）级" "Township or street";
        Village "6" "village" "村（社区）级" "Village or community";
        ByLevel "7" "by-level" "按权限划分" "By level";
    }
}

code_table! {
    /// 实施主体性质
    BodyKind {
        Statutory "1" "statutory" "法定机关" "Statutory organ";
        Authorised "2" "authorised" "授权组织" "Authorised organisation";
        Entrusted "3" "entrusted" "受委托组织" "Entrusted organisation";
        Other "9" "other" "其他" "Other";
    }
}

code_table! {
    /// 服务对象
    Audience {
        NaturalPerson "1" "natural-person" "自然人" "Natural person";
        Enterprise "2" "enterprise" "企业法人" "Enterprise";
        PublicInstitution "3" "public-institution" "事业法人" "Public institution";
        SocialOrganisation "4" "social-organisation" "社会组织法人" "Social organisation";
        AdministrativeOrgan "5" "administrative-organ" "行政机关" "Administrative organ";
        Other "6" "other" "其他组织" "Other organisation";
    }
}

code_table! {
    /// 办理形式
    HandlingForm {
        Window "1" "window" "窗口办理" "At a window";
        Web "2" "web" "网上办理" "On the web";
        Mobile "3" "mobile" "移动端办理" "On a phone";
        Courier "4" "courier" "快递申请" "By courier";
        Other "9" "other" "其他" "Otherwise";
    }
}

code_table! {
    /// 办件类型
    Kind {
        OnTheSpot "1" "on-the-spot" "即办件" "On the spot";
        Promised "2" "promised" "承诺件" "Within a promised time";
        Other "9" "other" "其他" "Other";
    }
}

code_table! {
    /// 特别程序: "extended" lengthens the clock, "other" pauses it (许可法 art. 42, 45).
    SpecialProcedure {
        Extended "1" "extended" "延长审批" "Extension";
        Other "2" "other" "其他特别程序" "Other special procedure";
    }
}

code_table! {
    /// 材料必要性
    Necessity {
        Necessary "1" "necessary" "必要" "Necessary";
        NotNecessary "2" "not-necessary" "非必要" "Not necessary";
        MayFollow "3" "may-follow" "可容缺后补" "May follow later";
    }
}

code_table! {
    /// 材料形式
    MaterialForm {
        Paper "1" "paper" "纸质" "On paper";
        Electronic "2" "electronic" "电子" "Electronic";
        Both "3" "both" "纸质和电子" "On paper and electronic";
    }
}

code_table! {
    /// 材料类型
    MaterialKind {
        Certificate "1" "certificate" "证件证书证明" "Certificate or proof";
        Application "2" "application" "申请表格文书" "Application form";
        Other "3" "other" "其他" "Other";
    }
}

code_table! {
    /// 材料来源渠道. The codes are those of ZWFW C0109.2 from memory: check them before an exchange.
    MaterialSource {
        Applicant "10" "applicant" "申请人自备" "From the applicant";
        Government "20" "government" "政府部门核发" "Issued by government";
        Other "99" "other" "其他" "Elsewhere";
    }
}

code_table! {
    /// 通办范围. The standard names the ranges; the codes are ours.
    HandledAcross {
        Nation "1" "nation" "全国" "Anywhere in the country";
        Provinces "2" "provinces" "跨省" "Across provinces";
        Cities "3" "cities" "跨市" "Across cities";
        Counties "4" "counties" "跨县" "Across counties";
    }
}

code_table! {
    /// 网上办理深度. The codes are from memory: check them before an exchange.
    OnlineDepth {
        Information "1" "information" "互联网咨询" "Information";
        Collection "2" "collection" "互联网收件" "Collection of documents";
        PreCheck "3" "pre-check" "互联网预审" "Pre-check";
        Acceptance "4" "acceptance" "互联网受理" "Acceptance";
        Handling "5" "handling" "互联网办理" "Handling";
        Feedback "6" "feedback" "互联网办理结果信息反馈" "Feedback of the result";
    }
}

code_table! {
    /// 网上办理等级: grade Ⅳ is wholly online 全程网办 and needs no visit.
    OnlineGrade {
        One "1" "one" "Ⅰ级" "Grade I";
        Two "2" "two" "Ⅱ级" "Grade II";
        Three "3" "three" "Ⅲ级" "Grade III";
        Four "4" "four" "Ⅳ级" "Grade IV: wholly online";
    }
}

code_table! {
    /// 办理结果
    ResultKind {
        Issued "0" "issued" "出证办结" "Certificate issued";
        Refused "1" "refused" "退件办结（不予许可）" "Refused";
        Void "2" "void" "作废办结" "Void";
        Deleted "3" "deleted" "删除办结" "Deleted";
        PassedOn "4" "passed-on" "转报办结" "Passed on";
        Returned "5" "returned" "退回办结" "Returned";
        NotAccepted "6" "not-accepted" "不予受理" "Not accepted";
    }
}

code_table! {
    /// 满意度 (State Council Office 2019 no. 51): the last two are bad ratings that must be answered.
    Satisfaction {
        VerySatisfied "1" "very-satisfied" "非常满意" "Very satisfied";
        Satisfied "2" "satisfied" "满意" "Satisfied";
        Fair "3" "fair" "基本满意" "Fairly satisfied";
        Dissatisfied "4" "dissatisfied" "不满意" "Dissatisfied";
        VeryDissatisfied "5" "very-dissatisfied" "非常不满意" "Very dissatisfied";
    }
}

impl OnlineGrade {
    pub fn is_wholly_online(self) -> bool {
        self == Self::Four
    }
}

impl ResultKind {
    /// Results 1 to 5 are nothing without a reason.
    pub fn needs_reason(self) -> bool {
        !matches!(self, Self::Issued | Self::NotAccepted)
    }
}

impl Satisfaction {
    /// 差评
    pub fn is_bad(self) -> bool {
        self >= Self::Dissatisfied
    }
}

impl Audience {
    pub fn is_natural(self) -> bool {
        self == Self::NaturalPerson
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_code_key_and_name() {
        assert_eq!(ItemType::from_code("01"), Some(ItemType::Licence));
        assert_eq!(ItemType::from_zh("公共服务"), Some(ItemType::PublicService));
        assert_eq!(ItemType::from_key("public-service"), Some(ItemType::PublicService));
        assert_eq!(ItemType::from_code("11"), None);
        assert_eq!(ItemType::ALL.len(), 12);
    }

    #[test]
    fn files_write_the_key() {
        #[derive(serde::Serialize, serde::Deserialize)]
        struct File {
            kind: Kind,
        }
        assert_eq!(toml::to_string(&File { kind: Kind::OnTheSpot }).unwrap(), "kind = \"on-the-spot\"\n");
        let file: File = toml::from_str("kind = \"promised\"").unwrap();
        assert_eq!(file.kind, Kind::Promised);
    }

    #[test]
    fn results_one_to_five_need_a_reason() {
        let with_reason: Vec<_> =
            ResultKind::ALL.iter().filter(|result| result.needs_reason()).map(|result| result.code()).collect();
        assert_eq!(with_reason, ["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn only_grade_four_is_wholly_online() {
        assert_eq!(OnlineGrade::ALL.iter().filter(|grade| grade.is_wholly_online()).count(), 1);
        assert!(Satisfaction::VeryDissatisfied.is_bad() && !Satisfaction::Fair.is_bad());
    }
}
